import { afterAll, beforeAll, expect, test } from "vitest";
import { type Engine, startEngine } from "@/test/engine";
import { claimDueSessions } from "./waiting-sessions";

const HOUR_MS = 3_600_000;
const SESSIONS = 6;

let engine: Engine;
let ids: string[];
/** Sessions whose hour has come: their network is verified beyond it. */
beforeAll(async () => {
  engine = await startEngine();
  ids = (await Promise.all(Array.from({ length: SESSIONS }, () => engine.open("USDC")))).map(({ id }) => id).sort();
  await engine.database.sql`update network_cursors set passed_time = now() + interval '1 hour'`;
});
afterAll(() => engine.stop());

const due = (limit: number) => ({ chainId: 31337, byBalances: [], now: Date.now() + HOUR_MS, limit });

test("two networks that share sessions share out what is due, and neither waits for the other", async () => {
  const { db } = engine.database;
  const [first, second] = await db.transaction(async (one) => {
    const claimed = await claimDueSessions(one, due(4));
    return [claimed, await db.transaction((other) => claimDueSessions(other, due(4)))];
  });
  expect([first?.length, second?.length]).toEqual([4, 2]);
  expect([...(first ?? []), ...(second ?? [])].sort()).toEqual(ids);
});

test("a tick settles what is due around a session that somebody holds, and then waits for that one", async () => {
  const [held = ""] = ids;
  const statuses = async () =>
    (await engine.database.sql`select status from checkout_sessions order by id`).map(({ status }) => status);
  let ticking: Promise<unknown> | undefined;
  await engine.database.sql.begin(async (tx) => {
    await tx`select 1 from checkout_sessions where id = ${held} for update`;
    ticking = engine.tick();
    await expect.poll(statuses, { timeout: 60_000 }).toEqual(["pending", ...Array(SESSIONS - 1).fill("expired")]);
  });
  expect(await ticking).toMatchObject([{ outcome: "idle" }]);
  expect(await statuses()).toEqual(Array(SESSIONS).fill("expired"));
  expect((await engine.session(held)).events).toEqual(["session.created", "session.expired"]);
});
