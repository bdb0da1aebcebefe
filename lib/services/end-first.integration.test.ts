import { spawn } from "node:child_process";
import { once } from "node:events";
import { json } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startChain, type TestChain } from "@/test/chain";
import { freshDatabase, type TestDatabase } from "@/test/database";
import { startLocalServer } from "@/test/local-server";
import { startSilentNetwork } from "@/test/silent-network";

const CHILD = fileURLToPath(new URL("../../test/ending-child.ts", import.meta.url));

let own: TestDatabase;
let chain: TestChain;
let slow: Awaited<ReturnType<typeof startLocalServer>>;
/** A node that tells its head, and of no other block anything. */
beforeAll(async () => {
  [own, chain] = await Promise.all([freshDatabase(), startChain()]);
  slow = await startLocalServer(async (request, response) => {
    const body = (await json(request)) as { method: string; params: unknown[] } | { method: string; params: unknown[] }[];
    const isOfHeight = [body].flat().some(({ method, params }) => method === "eth_getBlockByNumber" && params[0] !== "latest");
    if (isOfHeight) return;
    const headers = { "content-type": "application/json" };
    const answer = await fetch(chain.rpcUrl, { method: "POST", headers, body: JSON.stringify(body) });
    response.writeHead(200, headers).end(await answer.text());
  });
});
afterAll(async () => {
  await Promise.all([own.drop(), chain.stop(), slow.stop()]);
});

/** Until its first tick has begun. */
async function startChild(databaseUrl: string, ...rest: string[]) {
  await own.database.sql`update network_cursors set lease_holder = null, lease_until = null`;
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, databaseUrl, slow.url, ...rest], {
    stdio: "inherit",
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  await expect.poll(row, { timeout: 60_000 }).toMatchObject({ lease_holder: expect.any(String) });
  return child;
}
const row = async () => (await own.database.sql`select lease_holder, lease_until, fence::int from network_cursors`)[0];

test("a process that is told to end in its first tick leaves no lease behind, and can commit nothing more", async () => {
  const child = await startChild(own.url);
  const fence = (await row())?.fence;
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(143);
  expect(await row()).toEqual({ lease_holder: null, lease_until: null, fence: fence + 1 });
});

test("one whose requests are never answered, on a database that has fallen silent, ends all the same", async () => {
  const network = await startSilentNetwork(own.url);
  const child = await startChild(network.url, "unanswered");
  network.goSilent();
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(143);
  network.stop();
});
