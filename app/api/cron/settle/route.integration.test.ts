import { afterAll, beforeAll, expect, test } from "vitest";
import { useApp as put } from "@/test/api";
import { testApp } from "@/test/app";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { startFakeNode } from "@/test/fake-node";
import { GET } from "./route";

const SECRET = "a cron secret that is long enough to be one";

let own: TestDatabase;
let node: Awaited<ReturnType<typeof startFakeNode>>;
beforeAll(async () => {
  [own, node] = await Promise.all([freshDatabase(), startFakeNode({ chainId: 31337, startTime: Math.floor(Date.now() / 1000) })]);
  serve(SECRET);
});
afterAll(() => Promise.all([own.drop(), node.stop()]));

function serve(secret: string): void {
  put(testApp({ databaseUrl: own.url, rpcUrls: { 31337: [node.url] }, env: { CRON_SECRET: secret } }));
}

async function call(authorization?: string) {
  const headers = authorization === undefined ? {} : { authorization };
  const answer = await GET(new Request("http://localhost:3000/api/cron/settle", { headers }));
  return { status: answer.status, body: await answer.json() };
}

test("runs one tick for who knows the secret, and says what it did", async () => {
  const head = Number(node.head().wire.number);
  expect(await call(`Bearer ${SECRET}`)).toEqual({
    status: 200,
    body: { networks: [{ chainId: 31337, outcome: "scanned", from: head, to: head }], skipped: [] },
  });
});

test("a network that another run is scanning is named as skipped", async () => {
  node.mine();
  await own.database.sql`update network_cursors set lease_holder = 'another', lease_until = now() + interval '1 minute'`;
  expect(await call(`Bearer ${SECRET}`)).toEqual({ status: 200, body: { networks: [], skipped: [31337] } });
  await own.database.sql`update network_cursors set lease_holder = null, lease_until = null`;
});

test("a network's problem is named, and is no error of the call", async () => {
  node.lie(({ response }) => {
    response.destroy();
    return true;
  });
  expect(await call(`Bearer ${SECRET}`)).toEqual({
    status: 200,
    body: { networks: [{ chainId: 31337, outcome: "problem", problem: "The node cannot be reached." }], skipped: [] },
  });
  node.tellTheTruth();
});

test.each([undefined, "", "Bearer", "Bearer ", `Bearer ${SECRET}x`, `Bearer ${SECRET.slice(1)}`, SECRET, `Basic ${SECRET}`])(
  "is closed to %s",
  async (authorization) => {
    const { status, body } = await call(authorization);
    expect([status, body.error.type]).toEqual([401, "authentication"]);
  },
);

test("is closed to everybody while no secret is set", async () => {
  serve("");
  const { status, body } = await call("Bearer ");
  expect([status, body.error.code]).toEqual([503, "cron_disabled"]);
});
