import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Site = { readonly origin: string; stop(): Promise<void> };

/** Another site, with one page. Florin is at `localhost`, so that this is another site to a browser too, not only another port. */
export async function serveSite(body: string, headers: Readonly<Record<string, string>> = {}): Promise<Site> {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tea House</title><body>${body}</body></html>`;
  const server = createServer((_, answer) => answer.writeHead(200, { "content-type": "text/html", ...headers }).end(page));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
