import { inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { watchEndedSessions } from "@/db/queries/native-watches";
import { insertEvents, type OutboxEvent } from "@/db/queries/outbox";
import { insertSettlements, writeProjections } from "@/db/queries/projections";
import { loadAnnounced, loadSessionRecords } from "@/db/queries/session-facts";
import { loadSettlingView } from "@/db/queries/view";
import { checkoutSessions } from "@/db/schema";
import { derive } from "../checkout/derive";
import { chainIdsOf } from "../checkout/networks";
import type { Projection } from "../checkout/project";
import type { SessionRecord } from "../checkout/record";
import type { Settlement } from "../checkout/session";
import { type SessionObject, sessionObject } from "../checkout/session-object";
import type { View } from "../checkout/view";
import { newId } from "../ids";

/** Sessions settled together: bounds the memory of one transaction's step, not its extent. */
const BATCH_SIZE = 200;

/**
 * Writes what `derive` says of these sessions: projection, settlement, events, in the caller's transaction. Takes each
 * session's row lock first, in the order of ids, so that two writers never wait for each other crosswise. Running it
 * again with nothing new writes nothing.
 *
 * @returns ids of the sessions that changed
 */
export async function settleSessions(
  tx: Tx,
  input: { sessionIds: readonly string[]; now: number; baseUrl: string },
): Promise<string[]> {
  const ids = [...new Set(input.sessionIds)].sort();
  const changed: string[] = [];
  const ended: SessionRecord[] = [];
  for (let from = 0; from < ids.length; from += BATCH_SIZE) {
    const batch = await settleBatch(tx, { ...input, sessionIds: ids.slice(from, from + BATCH_SIZE) });
    changed.push(...batch.changed);
    ended.push(...batch.ended);
  }
  // After all sessions, and all at once: they are locked before their watches, and those in an order of their own.
  for (const livemode of [true, false]) {
    const over = ended.filter((record) => record.livemode === livemode).map(({ id }) => id);
    await watchEndedSessions(tx, { ids: over, chainIds: chainIdsOf(livemode) });
  }
  return changed;
}

async function settleBatch(
  tx: Tx,
  { sessionIds, now, baseUrl }: { sessionIds: readonly string[]; now: number; baseUrl: string },
): Promise<{ changed: string[]; ended: SessionRecord[] }> {
  await tx
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(inArray(checkoutSessions.id, [...sessionIds]))
    .orderBy(checkoutSessions.id)
    .for("update");
  const records = await loadSessionRecords(tx, sessionIds);
  const announced = await loadAnnounced(tx, sessionIds);
  const facts = records.map((record) => ({ ...record.facts, announced: announced.get(record.id) ?? new Set<string>() }));
  const view = await loadSettlingView(tx, facts, now);

  const changed: SessionRecord[] = [];
  const settled = new Map<string, Settlement>();
  const outbox: OutboxEvent[] = [];
  const ended: SessionRecord[] = [];
  for (const [index, record] of records.entries()) {
    const given = facts[index];
    if (!given) continue;
    const { projection, events } = derive(given, view);
    const settlement = given.settlement === null ? projection.settlement : null;
    const isNews = settlement !== null || events.length > 0 || !isWritten(record, projection);
    if (!isNews && record.lookAt === projection.lookAt) continue;
    const next = withProjection(record, projection, isNews ? now : null);
    changed.push(next);
    if (settlement) settled.set(record.id, settlement);
    outbox.push(...toOutbox(next, events, { view, baseUrl }));
    if (isWaiting(record) && !isWaiting(next)) ended.push(next);
  }
  await writeProjections(tx, changed);
  await insertSettlements(tx, settled);
  await insertEvents(tx, outbox, now);
  return { changed: changed.map(({ id }) => id), ended };
}

/** Money to come may still change its status. */
function isWaiting({ lookAt, confirming }: Pick<SessionRecord, "lookAt" | "confirming">): boolean {
  return lookAt !== null || confirming;
}

function isWritten(record: SessionRecord, projection: Projection): boolean {
  return (
    record.status === projection.status &&
    record.flags.join() === projection.flags.join() &&
    record.received === projection.received &&
    record.remaining === projection.remaining &&
    record.overpaid === projection.overpaid &&
    record.completingId === projection.completingId &&
    record.txHash === projection.txHash &&
    record.paidAt === projection.paidAt &&
    record.confirming === projection.confirming
  );
}

/** @param now null: nothing that anybody sees has changed, only the moment to look again */
function withProjection(record: SessionRecord, projection: Projection, now: number | null): SessionRecord {
  const { status, flags, received, remaining, overpaid, completingId, txHash, paidAt, confirming, lookAt, settlement } =
    projection;
  return {
    ...record,
    status,
    flags,
    received,
    remaining,
    overpaid,
    completingId,
    txHash,
    paidAt,
    confirming,
    lookAt,
    version: record.version + (now === null ? 0 : 1),
    updatedAt: now ?? record.updatedAt,
    facts: { ...record.facts, settlement },
  };
}

function toOutbox(
  record: SessionRecord,
  events: ReturnType<typeof derive>["events"],
  { view, baseUrl }: { view: View; baseUrl: string },
): OutboxEvent[] {
  if (events.length === 0) return [];
  const data: SessionObject = sessionObject(record, view, baseUrl);
  return events.map(({ type, key, detail }) => ({
    id: newId("event"),
    merchantId: record.merchantId,
    livemode: record.livemode,
    sessionId: record.id,
    type,
    key,
    detail,
    data,
  }));
}
