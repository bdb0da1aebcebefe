import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newWebhookSecret } from "@/lib/webhooks/secret";
import { signedHeaders } from "@/lib/webhooks/sign";

const secret = newWebhookSecret();
const body = JSON.stringify({ id: "evt_1", object: "event", livemode: false, sequence: 1, data: { id: "cs_1", version: 1 } });

let folder: string;
let url: string;
const keys: unknown[] = [];
/** Refuses once, then answers with a session. */
const server = createServer((request, response) => {
  keys.push(request.headers["idempotency-key"]);
  const error = { type: "server", code: "busy", message: "", param: null, requestId: "" };
  const isFirst = keys.length === 1;
  response.writeHead(isFirst ? 503 : 201).end(JSON.stringify(isFirst ? { error } : { id: "cs_1" }));
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "florin-sdk-"));
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "sdk", "--outDir", folder]);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a module that may import the built package, where there is no Node. */
async function runBare(story: string): Promise<{ code: number | null; out: string }> {
  const path = join(folder, "story.js");
  writeFileSync(path, story);
  const child = spawn(process.execPath, ["--experimental-vm-modules", "--no-warnings", "test/bare-runtime.mjs", folder, path]);
  let out = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (out += text));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out };
}

test("the built package needs fetch and Web Crypto, and nothing of Node", async () => {
  const given = { url, secret, body, headers: signedHeaders({ id: "evt_1", body, secrets: [secret], at: Date.now() }) };
  const { code, out } = await runBare(`
    import { createReceiver, Florin, memoryStore, verifyWebhook } from "@florin/sdk";
    const { url, secret, body, headers } = ${JSON.stringify(given)};
    const florin = new Florin({ apiKey: "ck_test_00000000000000000000000000000000", baseUrl: url });
    const made = await florin.checkoutSessions.create({ amount: { value: "1.00", currency: "USD" } });
    const event = await verifyWebhook({ headers, body: new TextEncoder().encode(body) }, { secret });
    const handled = [];
    const handle = ({ id }) => void handled.push(id);
    const receiver = createReceiver({ store: memoryStore(), secret, florin, handle });
    const answers = [];
    for (const _ of [1, 2]) {
      const answer = await receiver.respond(new Request("https://shop.example", { method: "POST", headers, body }));
      answers.push(answer.status, await answer.text());
    }
    console.log(JSON.stringify({ made, event: event.id, handled, answers }));
  `);
  expect(JSON.parse(out)).toEqual({
    made: { id: "cs_1" },
    event: "evt_1",
    handled: ["evt_1"],
    answers: [200, "handled", 200, "duplicate"],
  });
  expect(code).toBe(0);
  expect(keys).toEqual([expect.stringMatching(/^sdk_/), keys[0]]);
});

test.each([
  ["a module of Node's", 'import "node:crypto";', "node:crypto"],
  ["Node's process", "process.env;", "process is not defined"],
  ["Node's Buffer", "Buffer.from('');", "Buffer is not defined"],
])("there, %s is missing", async (_, story, fault) => {
  const { code, out } = await runBare(story);
  expect(code).toBe(1);
  expect(out).toContain(fault);
});
