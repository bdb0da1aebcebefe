import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type PartOfPage = { readonly url: string; release(): void; stop(): void };

/** A page as a slow line brings it: up to such a place, and no further until the rest is released. */
export async function servePartOfPage(markup: string, upTo: string): Promise<PartOfPage> {
  const place = markup.indexOf(upTo);
  if (place < 0) throw new Error(`the page has no ${upTo}`);
  let release = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  const server = createServer(async ({ url }, answer) => {
    if (url !== "/") {
      answer.writeHead(404).end();
      return;
    }
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).write(markup.slice(0, place));
    await released;
    answer.end(markup.slice(place));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    release,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
