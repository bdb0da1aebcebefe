import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// biome-ignore lint/suspicious/noExplicitAny: JSON-RPC as it comes
type Question = { id: number; method: string; params: any[] };

/** A real node behind a door that refuses some questions and counts all. */
export async function startGatedNode(rpcUrl: string) {
  let isRefused: (question: Question) => boolean = () => false;
  let asked: string[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body: Question | Question[] = JSON.parse(Buffer.concat(parts).toString("utf8"));
    const answers = await Promise.all(
      [body].flat().map(async (question) => {
        asked.push(question.method);
        if (isRefused(question)) {
          return { jsonrpc: "2.0", id: question.id, error: { code: -32000, message: "missing trie node" } };
        }
        const headers = { "content-type": "application/json" };
        return (await fetch(rpcUrl, { method: "POST", headers, body: JSON.stringify(question) })).json();
      }),
    );
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse(next: (question: Question) => boolean): void {
      isRefused = next;
    },
    /** Methods asked for since the last call. */
    takeAsked(): string[] {
      const taken = asked;
      asked = [];
      return taken;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
