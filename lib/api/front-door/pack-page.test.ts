import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, type RequestListener, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { startLocalServer } from "@/test/local-server";
import { packPage } from "./pack-page";

const SCRIPT = `<script src="/a.js" async="" nonce="n"></script>`;
const HTML = "text/html; charset=utf-8";

let stop: (() => Promise<void>) | undefined;
afterEach(() => stop?.());

/** What a server behind us answers, as it arrives. */
async function ask(
  behind: RequestListener,
  path = "/checkout/cs_1",
  headers: object = { "accept-encoding": "gzip, br" },
  method = "GET",
) {
  const server = await startLocalServer((asked, response) => {
    packPage(asked, response);
    behind(asked, response);
  });
  stop = server.stop;
  const sent = request(server.url, { path, headers: { ...headers }, method }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return answer;
}

const HEAD = `<html><head>${SCRIPT}</head><body>`;
const BODY = "<p>日本</p></body></html>";
const LENGTH = String(Buffer.byteLength(HEAD + BODY));

const page: RequestListener = (_, response) => {
  response.setHeader("Content-Type", HTML);
  response.setHeader("Content-Length", LENGTH);
  response.setHeader("Vary", "rsc");
  response.write(HEAD);
  response.end(BODY);
};

test("a customer's page comes by brotli, to the letter", async () => {
  const answer = await ask(page);
  expect(answer.headers).toMatchObject({ "content-encoding": "br", vary: "rsc, Accept-Encoding", "content-type": HTML });
  expect(answer.headers["content-length"]).toBeUndefined();
  expect(brotliDecompressSync(await buffer(answer)).toString()).toBe(HEAD + BODY);
});

test("whoever answers is not asked to pack it once more", async () => {
  let told: IncomingMessage["headers"] = {};
  await ask((asked, response) => {
    told = asked.headers;
    page(asked, response);
  });
  expect(told).not.toHaveProperty("accept-encoding");
});

test("each piece goes out before the next one is written", async () => {
  let write = (_: string) => {};
  let end = () => {};
  const answer = await ask((_, response) => {
    response.setHeader("Content-Type", HTML);
    response.flushHeaders();
    write = (piece) => response.write(piece);
    end = () => response.end();
    write("<head></head><p>one</p>");
  });
  const pieces = answer.pipe(createBrotliDecompress())[Symbol.asyncIterator]();
  expect(String((await pieces.next()).value)).toBe("<head></head><p>one</p>");
  write("<p>two</p>");
  expect(String((await pieces.next()).value)).toBe("<p>two</p>");
  end();
  expect((await pieces.next()).done).toBe(true);
});

test("whoever writes more than the line takes is told to wait, and when to go on", async () => {
  const [piece, pieces] = [Buffer.alloc(1_048_576, "<p>more</p>"), 24];
  let waits = 0;
  const answer = await ask(async (_, response) => {
    response.setHeader("Content-Type", HTML);
    response.write("<head></head>");
    for (let sent = 0; sent < pieces; sent += 1) {
      if (response.write(piece)) continue;
      waits += 1;
      await once(response, "drain");
    }
    response.end();
  });
  expect((await buffer(answer.pipe(createBrotliDecompress()))).length).toBe(13 + piece.length * pieces);
  expect(waits).toBeGreaterThan(0);
});

test("who writes for somebody who went away waits for nothing", async () => {
  let told = () => {};
  const isTold = new Promise<void>((done) => {
    told = done;
  });
  const answer = await ask((_, response) => {
    response.setHeader("Content-Type", HTML);
    response.write("<head></head>");
    response.write(randomBytes(16_777_216), () => told());
  });
  answer.destroy();
  await isTold;
});

test.each([
  ["whoever takes no brotli", "/checkout/cs_1", { "accept-encoding": "gzip" }, "GET"],
  ["whoever says nothing", "/checkout/cs_1", {}, "GET"],
  ["whoever wants the head alone", "/checkout/cs_1", { "accept-encoding": "br" }, "HEAD"],
  ["a form that was sent", "/checkout/cs_1", { "accept-encoding": "br" }, "POST"],
  ["a page's data", "/checkout/cs_1", { "accept-encoding": "br", rsc: "1" }, "GET"],
  ["a merchant's page", "/dashboard/checkout/", { "accept-encoding": "br" }, "GET"],
])("left as it is: %s", async (_, path, headers, method) => {
  const { headers: told } = await ask(page, path, headers, method);
  expect([told["content-encoding"], told["content-length"]]).toEqual([undefined, LENGTH]);
});

test.each([
  ["what is no page", { "Content-Type": "application/json" }],
  ["what is of no kind", {}],
  ["what is packed already", { "Content-Type": HTML, "Content-Encoding": "gzip" }],
])("left as it is: %s", async (_, told) => {
  const answer = await ask((_asked, response) => {
    for (const [name, value] of Object.entries(told)) response.setHeader(name, value);
    response.end(`<head>${SCRIPT}</head>`);
  });
  expect(answer.headers["content-encoding"]).toBe("Content-Encoding" in told ? "gzip" : undefined);
  expect((await buffer(answer)).toString()).toBe(`<head>${SCRIPT}</head>`);
});
