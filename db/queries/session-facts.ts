import { and, asc, eq, inArray } from "drizzle-orm";
import type { AssetRef } from "@/lib/checkout/assets";
import type { SessionFacts } from "@/lib/checkout/derive";
import type { Quote, Rate } from "@/lib/checkout/quote";
import type { Metadata, SessionRecord } from "@/lib/checkout/record";
import type { SessionFlag, SessionStatus } from "@/lib/checkout/session";
import type { Transfer } from "@/lib/checkout/transfer";
import type { Tx } from "../client";
import { acceptances, blocks, checkoutSessions, events, merchants, sessionQuotes, settlements, transfers } from "../schema";

/**
 * Whole sessions with their facts, in the order of `ids`; ids that do not exist are left out. The engine's side of the
 * house: it asks for no merchant, so a caller that serves one has checked the owner. `announced` is left empty.
 */
export async function loadSessionRecords(db: Tx, ids: readonly string[]): Promise<SessionRecord[]> {
  if (ids.length === 0) return [];
  const wanted = [...ids];
  const rows = await db
    .select({
      session: checkoutSessions,
      merchantName: merchants.name,
      supportEmail: merchants.supportEmail,
      settlement: settlements,
      acceptance: acceptances,
    })
    .from(checkoutSessions)
    .innerJoin(merchants, eq(merchants.id, checkoutSessions.merchantId))
    .leftJoin(settlements, eq(settlements.sessionId, checkoutSessions.id))
    .leftJoin(acceptances, eq(acceptances.sessionId, checkoutSessions.id))
    .where(inArray(checkoutSessions.id, wanted));
  const quoteRows = groupBySession(
    await db
      .select()
      .from(sessionQuotes)
      .where(inArray(sessionQuotes.sessionId, wanted))
      .orderBy(asc(sessionQuotes.number), asc(sessionQuotes.position)),
  );
  const transferRows = groupBySession(
    await db
      .select({ transfer: transfers, blockSerial: blocks.serial, orphanedAt: blocks.orphanedAt, sessionId: transfers.sessionId })
      .from(transfers)
      .innerJoin(blocks, and(eq(blocks.chainId, transfers.chainId), eq(blocks.hash, transfers.blockHash)))
      .where(inArray(transfers.sessionId, wanted)),
  );
  const records = new Map(
    rows.map((row) => {
      const found = transferRows.get(row.session.id) ?? [];
      return [row.session.id, toRecord(row, quoteRows.get(row.session.id) ?? [], found)];
    }),
  );
  return ids.flatMap((id) => records.get(id) ?? []);
}

/** Keys of the events already written, by session. */
export async function loadAnnounced(db: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await db
    .select({ sessionId: events.sessionId, key: events.key })
    .from(events)
    .where(inArray(events.sessionId, [...ids]));
  const keys = new Map<string, Set<string>>(ids.map((id) => [id, new Set()]));
  for (const row of rows) if (row.sessionId !== null) keys.get(row.sessionId)?.add(row.key);
  return keys;
}

type SessionRow = {
  session: typeof checkoutSessions.$inferSelect;
  merchantName: string;
  supportEmail: string | null;
  settlement: typeof settlements.$inferSelect | null;
  acceptance: typeof acceptances.$inferSelect | null;
};
type QuoteRow = typeof sessionQuotes.$inferSelect;
type TransferRow = { transfer: typeof transfers.$inferSelect; blockSerial: number; orphanedAt: number | null };

function toRecord(row: SessionRow, quoteRows: readonly QuoteRow[], transferRows: readonly TransferRow[]): SessionRecord {
  const { session } = row;
  const worth = transferRows.flatMap(({ transfer: t }): [string, bigint][] =>
    t.fiatAtReceipt === null ? [] : [[t.id, t.fiatAtReceipt]],
  );
  return {
    id: session.id,
    merchantId: session.merchantId,
    merchantName: row.merchantName,
    supportEmail: row.supportEmail,
    livemode: session.livemode,
    linkId: session.linkId,
    version: session.version,
    createdAt: session.createdAt.getTime(),
    updatedAt: session.updatedAt.getTime(),
    address: session.address,
    status: session.status as SessionStatus,
    flags: session.flags as SessionFlag[],
    received: session.received,
    remaining: session.remaining,
    overpaid: session.overpaid,
    completingId: session.completingId,
    txHash: session.txHash,
    paidAt: session.paidAt?.getTime() ?? null,
    expiresAt: session.expiresAt.getTime(),
    graceUntil: session.graceUntil.getTime(),
    confirming: session.confirming,
    lookAt: session.lookAt?.getTime() ?? null,
    description: session.description,
    metadata: session.metadata as Metadata,
    successUrl: session.successUrl,
    successMessage: session.successMessage,
    cancelUrl: session.cancelUrl,
    returnUrl: session.returnUrl,
    customerEmail: session.customerEmail,
    clientReferenceId: session.clientReferenceId,
    fiatAtReceipt: new Map(worth),
    facts: toFacts(row, quoteRows, transferRows),
  };
}

function toFacts(row: SessionRow, quoteRows: readonly QuoteRow[], transferRows: readonly TransferRow[]): SessionFacts {
  const { session, settlement, acceptance } = row;
  return {
    session: {
      id: session.id,
      price: { minor: session.priceMinor, currency: session.currency },
      chosen: { chainId: session.chainId, asset: session.asset as AssetRef },
      createdAt: session.createdAt.getTime(),
      startSerials: new Map(
        Object.entries(session.startSerials as Record<string, number>).map(([id, serial]) => [Number(id), serial]),
      ),
      deactivatedAt: session.deactivatedAt?.getTime() ?? null,
      holdBlocks: session.holdBlocks,
    },
    quotes: toQuotes(quoteRows),
    transfers: transferRows.map(toTransfer),
    acceptance: acceptance && { acceptedAt: acceptance.acceptedAt.getTime(), by: acceptance.by, reason: acceptance.reason },
    settlement: settlement && {
      status: settlement.status,
      completingId: settlement.completingId,
      txHash: settlement.txHash,
      countedIds: settlement.countedIds,
      over: settlement.over,
      paidAt: settlement.paidAt.getTime(),
    },
    announced: new Set(),
  };
}

/** Rows come ordered by quote and place in it. */
function toQuotes(rows: readonly QuoteRow[]): Quote[] {
  const numbers = [...new Set(rows.map((row) => row.number))];
  return numbers.flatMap((number) => {
    const lines = rows.filter((row) => row.number === number);
    const [first] = lines;
    if (!first) return [];
    return {
      number,
      startsAt: first.startsAt.getTime(),
      expiresAt: first.expiresAt.getTime(),
      graceUntil: first.graceUntil.getTime(),
      tolerance: { under: first.toleranceUnder, over: first.toleranceOver, dust: first.dust },
      methods: lines.map((line) => ({
        chainId: line.chainId,
        asset: line.asset as AssetRef,
        address: line.address,
        due: line.due,
        minDue: line.minDue,
        maxOk: line.maxOk,
        confirmations: line.confirmations,
        rate: line.rate as Rate,
      })),
    };
  });
}

function toTransfer({ transfer, blockSerial, orphanedAt }: TransferRow): Transfer {
  return {
    id: transfer.id,
    chainId: transfer.chainId,
    asset: transfer.asset as AssetRef,
    kind: transfer.kind,
    amount: transfer.amount,
    from: transfer.from,
    to: transfer.to,
    txHash: transfer.txHash,
    position: transfer.position,
    order: transfer.order,
    blockHash: transfer.blockHash,
    blockNumber: transfer.blockNumber,
    blockTime: transfer.blockTime.getTime(),
    blockSerial,
    orphanedAt,
  };
}

function groupBySession<Row extends { sessionId: string | null }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.sessionId ?? "");
    if (group) group.push(row);
    else groups.set(row.sessionId ?? "", [row]);
  }
  return groups;
}
