import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packFiles } from "@/scripts/pack-files";
import { startLocalServer } from "@/test/local-server";
import { openPackedFiles } from "./packed-files";

const SCRIPT = "console.log('nothing');".repeat(50);
const BEHIND = 418;
const folder = mkdtempSync(join(tmpdir(), "florin-packed-"));
let server: Awaited<ReturnType<typeof startLocalServer>>;

beforeAll(async () => {
  writeFileSync(join(folder, "a.js"), SCRIPT);
  writeFileSync(join(folder, "a.css"), "p { margin: 0 }");
  writeFileSync(join(folder, "a.js.map"), "{}");
  await packFiles(folder);
  writeFileSync(join(folder, "late.js"), SCRIPT);
  const open = openPackedFiles({ folder, address: "/files", headers: { "X-Of-Every-Answer": "yes" } });
  server = await startLocalServer((asked, response) => {
    if (!open(asked, response)) response.writeHead(BEHIND).end();
  });
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

/** As sent: `fetch` would unpack it, and speak for itself. */
async function ask(path: string, headers: Record<string, string> = { "accept-encoding": "br" }, method = "GET") {
  const sent = request(server.url, { path, headers, method }).end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { status: answer.statusCode, told: answer.headers, body: await buffer(answer) };
}

test("a packed file is sent as it lies there, for as long as anybody cares to keep it", async () => {
  const { status, told, body } = await ask("/files/a.js");
  expect([status, brotliDecompressSync(body).toString()]).toEqual([200, SCRIPT]);
  expect(told).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    vary: "Accept-Encoding",
    "x-of-every-answer": "yes",
  });
  expect((await ask("/files/a.css")).told["content-type"]).toBe("text/css; charset=UTF-8");
});

test.each([
  ["whoever takes no brotli", "/files/a.js", { "accept-encoding": "gzip" }, "GET"],
  ["whoever says nothing", "/files/a.js", {}, "GET"],
  ["whoever wants a part of it", "/files/a.js", { "accept-encoding": "br", range: "bytes=0-9" }, "GET"],
  ["whoever wants the head alone", "/files/a.js", { "accept-encoding": "br" }, "HEAD"],
  ["a file that came after the packing", "/files/late.js", { "accept-encoding": "br" }, "GET"],
  ["a file of another kind", "/files/a.js.map", { "accept-encoding": "br" }, "GET"],
  ["the packed file by its own name", "/files/a.js.br", { "accept-encoding": "br" }, "GET"],
  ["an address that says more", "/files/a.js?v=1", { "accept-encoding": "br" }, "GET"],
  ["an address that goes round", "/files/../files/a.js", { "accept-encoding": "br" }, "GET"],
])("left to the server: %s", async (_, path, headers, method) => {
  expect((await ask(path, headers, method)).status).toBe(BEHIND);
});

test("where nothing was built there is nothing to send", async () => {
  const open = openPackedFiles({ folder: join(folder, "none"), address: "/files", headers: {} });
  expect(open({ url: "/files/a.js", method: "GET", headers: { "accept-encoding": "br" } } as never, {} as never)).toBe(false);
});
