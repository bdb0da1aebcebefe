import { beforeEach, expect, test } from "vitest";
import { stageBalances } from "@/test/balance-nodes";
import { type OpenSession, tick } from "@/test/engine";

import type { BalanceReport } from "./check-balances";

const TRACES = ["debug_traceBlockByHash", "trace_block"];
const SESSIONS = 12;
const MAX_QUESTIONS = 60;
const CHECK = new Set(["eth_call", "eth_getBlockByNumber", "eth_getTransactionReceipt", ...TRACES]);

const stage = stageBalances();
beforeEach(() => stage.node.refuse(({ method }) => TRACES.includes(method)));

test("money in more blocks than one check may look for is found by the next ones, each in its block, none in more questions", async () => {
  const { engine, money, node, app } = stage;
  const paid: { session: OpenSession; block: number }[] = [];
  const sessions: OpenSession[] = [];
  for (let count = 0; count < SESSIONS; count += 1) sessions.push(await engine.open("ETH"));
  await tick(app);
  for (const session of sessions) {
    await money.payOut([[session, session.due]]);
    await engine.chain.mine();
    paid.push({ session, block: await money.height() });
    await engine.chain.mine(19);
  }
  const counts: number[] = [];
  const found = async () => (await Promise.all(sessions.map((session) => money.canonical(session)))).flat();
  // The scan itself, whose questions are not the check's.
  await tick(app, { withBalances: false });
  while ((await found()).length < SESSIONS && counts.length < SESSIONS) {
    node.takeAsked();
    const [report] = await tick(app);
    const asked = node.takeAsked().filter((method) => CHECK.has(method)).length;
    expect(asked).toBeLessThanOrEqual(MAX_QUESTIONS + 2);
    const check = report?.balances as BalanceReport | undefined;
    expect(check?.questions).toBeLessThanOrEqual(MAX_QUESTIONS);
    counts.push((await found()).length);
  }
  expect(counts[0]).toBeLessThan(SESSIONS);
  expect(counts.at(-1)).toBe(SESSIONS);
  for (const { session, block } of paid) {
    expect(await money.canonical(session)).toMatchObject([{ kind: "internal", amount: session.due, block }]);
  }
});
