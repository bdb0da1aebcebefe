import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { startLocalServer } from "./local-server";

export type Received = {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body's exact text. */
  readonly body: string;
};

type Answer = { status: number; body?: string; headers?: Record<string, string> };

const LIMIT_MS = 60_000;

export type Inbox = Awaited<ReturnType<typeof startInbox>>;

/** A merchant's webhook receiver: keeps what it gets and answers what it is told to, 200 at first. */
export async function startInbox() {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let answer: (request: Received) => Answer | Promise<Answer> = () => ({ status: 200 });

  const { url, stop } = await startLocalServer(async (request, response) => {
    const message = { path: request.url ?? "/", headers: request.headers, body: await text(request) };
    received.push(message);
    for (const look of waiting) look();
    const { status, body = "", headers = {} } = await answer(message);
    response.writeHead(status, headers).end(body);
  });

  return {
    url: `${url}/webhooks`,
    stop,
    received: received as readonly Received[],
    /** What every later request is answered with; may look at the request, and may never come back. */
    answer(next: (request: Received) => Answer | Promise<Answer>): void {
      answer = next;
    },
    /** The first request that fits, already received or still to come. */
    waitFor(fits: (request: Received) => boolean): Promise<Received> {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = received.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`the inbox did not get it; it got ${JSON.stringify(received.map(({ body }) => body.slice(0, 80)))}`));
        }, LIMIT_MS);
        waiting.add(look);
        look();
      });
    },
  };
}
