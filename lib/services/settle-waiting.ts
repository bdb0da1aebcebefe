import type { Tx } from "@/db/client";
import { notifySessions } from "@/db/queries/outbox";
import { putOff } from "@/db/queries/projections";
import { claimDueSessions, findDueSessions, holdDueSessions } from "@/db/queries/waiting-sessions";
import type { App } from "./app";
import { networksByBalance } from "./configured-chains";
import { settleSessions } from "./settle-sessions";

/** Sessions that one transaction settles because its blocks touch them. What is more is put off, in the same transaction. */
const MAX_TOUCHED = 500;
/** Sessions that one transaction settles because their moment has come. What is more waits for the next. */
const MAX_DUE = 500;

/** `sessions`: how many were looked at. `isMore`: others are due now. */
export type Settled = { readonly sessions: number; readonly isMore: boolean };

/** What blocks touch; of very many sessions the first, with the word that the rest is due. Waits for locks, in the order of ids. */
export async function settleTouched(
  app: App,
  tx: Tx,
  { touched, now }: { touched: readonly string[]; now: number },
): Promise<Settled> {
  const sorted = [...touched].sort();
  const rest = sorted.slice(MAX_TOUCHED);
  const settled = await settleAndTell(app, tx, { sessionIds: sorted.slice(0, MAX_TOUCHED), now });
  await putOff(tx, rest);
  return { sessions: settled, isMore: rest.length > 0 };
}

/**
 * What only time has changed. Networks that share sessions share them out: what others are settling is passed over as long as
 * there is anything else, and then waited for. So this must be all that its transaction settles: what is claimed is not in
 * the order of ids.
 */
export async function settleDue(app: App, tx: Tx, { chainId, now }: { chainId: number; now: number }): Promise<Settled> {
  const where = { chainId, byBalances: networksByBalance(app), now, limit: MAX_DUE };
  const due = await findDueSessions(tx, where);
  if (due.length === 0) return { sessions: 0, isMore: false };
  const claimed = await claimDueSessions(tx, where);
  const isPassedOver = claimed.length > 0 && claimed.length < due.length;
  const sessionIds = claimed.length > 0 ? claimed : await holdDueSessions(tx, { ids: due, now });
  const sessions = await settleAndTell(app, tx, { sessionIds, now });
  return { sessions, isMore: isPassedOver || due.length === MAX_DUE };
}

async function settleAndTell(
  app: App,
  tx: Tx,
  { sessionIds, now }: { sessionIds: readonly string[]; now: number },
): Promise<number> {
  if (sessionIds.length === 0) return 0;
  await settleSessions(tx, { sessionIds, now, baseUrl: app.config.APP_URL });
  await notifySessions(tx, sessionIds);
  return sessionIds.length;
}
