import { readdirSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Module = Readonly<Record<string, Handler | undefined>>;

export type ApiServer = Awaited<ReturnType<typeof serveApi>>;

/**
 * The routes of /api/v1 behind a real HTTP server of the caller's own: the same handlers that Next calls, of the app that
 * `useApp` has set (test/api.ts).
 */
export async function serveApi() {
  const server = createServer(async (incoming, outgoing) => {
    const request = await requestOf(incoming);
    const { module, params } = await routeOf(new URL(request.url).pathname.split("/").slice(1));
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
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    ...(parts.length > 0 && { body: Buffer.concat(parts) }),
  });
}

/** As Next finds it: a folder of that name first, then `[name]`, then the rest of the path. */
async function routeOf(segments: readonly string[]): Promise<{ module: Module; params: Record<string, string> }> {
  const params: Record<string, string> = {};
  let folder = "app";
  for (const segment of segments) {
    const folders = readdirSync(folder);
    const named = folders.find((name) => name === segment) ?? folders.find((name) => /^\[\w+\]$/.test(name));
    if (!named) return { module: await import(resolve("app/api/v1/[...path]/route.ts")), params };
    if (named !== segment) params[named.slice(1, -1)] = decodeURIComponent(segment);
    folder = join(folder, named);
  }
  return { module: await import(resolve(folder, "route.ts")), params };
}
