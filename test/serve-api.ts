import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { findRoute } from "./find-route";
import { startLocalServer } from "./local-server";

export type ApiServer = Awaited<ReturnType<typeof serveApi>>;

/**
 * The routes of /api/v1 behind a real HTTP server of the caller's own: the same handlers that Next calls, of the app that
 * `useApp` has set (test/api.ts).
 */
export function serveApi() {
  return startLocalServer(async (incoming, outgoing) => {
    const request = await requestOf(incoming);
    const { module, params } = await findRoute(new URL(request.url).pathname);
    const handler = module[request.method];
    if (!handler) throw new Error(`no ${request.method} ${request.url}`);
    const response = await handler(request, { params: Promise.resolve(params) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  });
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const body = await buffer(incoming);
  const { method = "GET", url = "/", headers } = incoming;
  return new Request(`http://${headers.host}${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(body.length > 0 && { body }),
  });
}
