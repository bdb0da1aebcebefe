import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { clientAddress } from "./client-address";
import { believeSocketsOnly } from "./socket-address";

test("a client cannot say where it is", async () => {
  const server = createServer((request, response) => response.end(clientAddress(String(request.headers["x-forwarded-for"]), 0)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const ask = async () => (await fetch(url, { headers: { "x-forwarded-for": "203.0.113.9, 203.0.113.10" } })).text();
  believeSocketsOnly(1);
  expect(await ask()).toBe("203.0.113.10");
  believeSocketsOnly(0);
  expect(await ask()).toBe("127.0.0.1");
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
