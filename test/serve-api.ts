import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { findRoute } from "./find-route";

export type ApiServer = Awaited<ReturnType<typeof serveApi>>;

/**
 * The routes of /api/v1 behind a real HTTP server of the caller's own: the same handlers that Next calls, of the app that
 * `useApp` has set (test/api.ts).
 */
export async function serveApi() {
  const server = createServer(async (incoming, outgoing) => {
    const request = await requestOf(incoming);
    const { module, params } = await findRoute(new URL(request.url).pathname);
    const handler = module[request.method];
    if (!handler) throw new Error(`no ${request.method} ${request.url}`);
    const response = await handler(request, { params: Promise.resolve(params) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const { method = "GET", url = "/", headers } = incoming;
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(parts.length > 0 && { body: Buffer.concat(parts) }),
  });
}
