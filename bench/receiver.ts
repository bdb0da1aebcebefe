import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * A webhook receiver in a process of its own, to be fair to whoever sends. Prints its URL; `GET /` tells how many different
 * webhooks came to it, and forgets them on `GET /forget`.
 */
const seen = new Set<string>();

const server = createServer((request, response) => {
  if (request.method === "GET") {
    if (request.url === "/forget") seen.clear();
    response.end(JSON.stringify({ count: seen.size }));
    return;
  }
  request.resume().on("end", () => {
    seen.add(`${request.url} ${request.headers["webhook-id"]}`);
    response.end("ok");
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
