import type { Scope } from "@/db/queries/scope";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { hasSession } from "@/db/queries/sessions";
import type { SessionRecord } from "../../checkout/record";
import type { Scenario } from "../../checkout/scenario";
import { chosenLine } from "../../checkout/session-object";
import { conflict, notFound } from "../../errors";
import { type App, openConfigured } from "../app";
import { localNode } from "../local-node";
import { payExactly, payInTwoParts, payInWrongToken, payTooLittle, payTooMuch, payTwice } from "./amounts";
import { payAndTellTwice } from "./inbox";
import { payThroughContract } from "./internal";
import type { Lab } from "./lab";
import { payDuringOutage } from "./outage";
import { loseAfterPaid, loseAndPayAgain } from "./reorgs";
import { payAfterGrace, payLate } from "./times";

const TIME_LIMIT_MS = 60_000;

/** Each plays to its end, and throws where the end does not come. */
const PLAYS: Readonly<Record<Scenario, (lab: Lab) => Promise<void>>> = {
  exact: payExactly,
  under: payTooLittle,
  over: payTooMuch,
  two_parts: payInTwoParts,
  double: payTwice,
  late: payLate,
  late_after_grace: payAfterGrace,
  wrong_token: payInWrongToken,
  internal_transfer: payThroughContract,
  reorg_before_paid: loseAndPayAgain,
  reorg_after_paid: loseAfterPaid,
  rpc_outage: payDuringOutage,
  webhook_500_then_200: payAndTellTwice,
};

/**
 * Plays a scenario with real transactions on the session's local chain, and returns when it is over and the scanner has
 * caught up. Other sessions go on as they were.
 *
 * @param clock epoch milliseconds; it runs on while the scenario is played, 60 seconds at most
 * @throws {ApiError} 404 for a session that is not the caller's or not paid on a local chain, 409 `session_not_waiting`,
 * 409 `scenario_running`, 409 `coin_not_taken`, 503 `scenario_timeout`
 */
export async function simulateScenario(
  app: App,
  scope: Scope,
  input: { sessionId: string; scenario: Scenario; clock: () => number },
): Promise<void> {
  const { sessionId, scenario, clock } = input;
  if (scope.livemode || !(await hasSession(app.database.db, scope, sessionId))) throw notFound();
  const { chainId } = chosenLine(await readWaiting(app, sessionId));
  const node = localNode(app, chainId);
  const chain = app.chains.get(chainId);
  if (!chain) throw notFound();
  await alone(app, chainId, async () => {
    // Chosen again: the customer, or a scenario that was faster, may have changed it.
    const method = chosenLine(await readWaiting(app, sessionId));
    if (method.chainId !== chainId) throw notWaiting();
    await PLAYS[scenario]({ app, scope, sessionId, method, chain, node, clock, deadline: clock() + TIME_LIMIT_MS });
  });
}

async function readWaiting(app: App, sessionId: string): Promise<SessionRecord> {
  const [record] = await loadSessionRecords(app.database.db, [sessionId]);
  if (!record) throw notFound();
  if (record.status !== "pending" || record.facts.transfers.length > 0) throw notWaiting();
  return record;
}

function notWaiting() {
  return conflict("session_not_waiting", "A scenario begins with a session that waits for its first payment. Make a new one.");
}

/**
 * One scenario at a time on a chain: two would reorganise each other's blocks. The lock belongs to a transaction that does
 * nothing else, so it ends with a process that dies; on a connection beside the pool, which may be small.
 */
async function alone(app: App, chainId: number, work: () => Promise<void>): Promise<void> {
  const { sql, close } = openConfigured(app.config, 1);
  try {
    await sql.begin(async (tx) => {
      // It idles as long as the scenario lasts, where the server ends other transactions: the lock would be gone.
      await tx`select set_config('idle_in_transaction_session_timeout', ${2 * TIME_LIMIT_MS}::text, true)`;
      const [row] = await tx`select pg_try_advisory_xact_lock(hashtext('florin.scenario'), ${chainId}) as taken`;
      if (!row?.taken) throw conflict("scenario_running", "Another scenario is being played on this chain. Please wait for it.");
      await work();
    });
  } finally {
    await close();
  }
}
