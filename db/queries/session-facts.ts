import { inArray, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import type { AssetRef } from "@/lib/checkout/assets";
import type { SessionFacts } from "@/lib/checkout/derive";
import type { Quote, Rate } from "@/lib/checkout/quote";
import type { SessionRecord } from "@/lib/checkout/record";
import type { Settlement } from "@/lib/checkout/session";
import type { Transfer } from "@/lib/checkout/transfer";
import type { View } from "@/lib/checkout/view";
import type { Tx } from "../client";
import { events } from "../schema";
import { NETWORKS_JSON, SESSIONS_JSON } from "./session-json";
import { type NetworkRow, toView } from "./view";

const [BEFORE_IDS = "", AFTER_IDS = ""] = SESSIONS_JSON.split(":ids");
/** Prepared once a connection, so its text never changes. */
const WITH_VIEW = `select ${SESSIONS_JSON.replace(":ids", "$1")} as sessions, ${NETWORKS_JSON} as networks`;

/**
 * Whole sessions with their facts, in the order of `ids`; ids that do not exist are left out. The engine's side of the
 * house: it asks for no merchant, so a caller that serves one has checked the owner. `announced` is left empty.
 */
export async function loadSessionRecords(db: Tx, ids: readonly string[]): Promise<SessionRecord[]> {
  if (ids.length === 0) return [];
  const [row] = await db.execute<{ sessions: SessionRow[] }>(
    sql`select ${sql.raw(BEFORE_IDS)}${JSON.stringify(ids)}${sql.raw(AFTER_IDS)} as sessions`,
  );
  return inOrder(ids, row?.sessions ?? []);
}

/** The same with the view that belongs to it, of one moment: enough to show sessions, not to settle them. */
export async function loadSessionsWithView(
  pool: Sql,
  ids: readonly string[],
  now: number,
): Promise<{ readonly records: readonly SessionRecord[]; readonly view: View }> {
  type Row = { sessions: SessionRow[]; networks: NetworkRow[] };
  const [row] = await pool.unsafe<Row[]>(WITH_VIEW, [JSON.stringify(ids)], { prepare: true });
  return { records: inOrder(ids, row?.sessions ?? []), view: toView(row?.networks ?? [], now) };
}

function inOrder(ids: readonly string[], rows: readonly SessionRow[]): SessionRecord[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toRecord(row)] : [];
  });
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

/** As session-json.ts writes it: amounts are texts, moments epoch milliseconds. */
type SessionRow = Omit<SessionRecord, "received" | "remaining" | "overpaid" | "fiatAtReceipt" | "facts"> & {
  readonly priceMinor: string;
  readonly currency: string;
  readonly chainId: number;
  readonly asset: AssetRef;
  readonly holdBlocks: number;
  readonly startSerials: Readonly<Record<string, number>>;
  readonly deactivatedAt: number | null;
  readonly received: string;
  readonly remaining: string;
  readonly overpaid: string;
  readonly settlement: Settlement | null;
  readonly acceptance: SessionFacts["acceptance"];
  readonly quotes: readonly QuoteRow[];
  readonly transfers: readonly TransferRow[];
};
type QuoteRow = {
  readonly number: number;
  readonly startsAt: number;
  readonly expiresAt: number;
  readonly graceUntil: number;
  readonly toleranceUnder: string;
  readonly toleranceOver: string;
  readonly dust: string;
  readonly chainId: number;
  readonly asset: AssetRef;
  readonly address: string;
  readonly due: string;
  readonly minDue: string;
  readonly maxOk: string;
  readonly confirmations: number;
  readonly rate: Rate;
};
type TransferRow = Omit<Transfer, "amount"> & { readonly amount: string; readonly fiatAtReceipt: string | null };

function toRecord(row: SessionRow): SessionRecord {
  const { priceMinor, currency, chainId, asset, holdBlocks, startSerials, deactivatedAt, ...others } = row;
  const { received, remaining, overpaid, settlement, acceptance, quotes, transfers, ...shared } = others;
  const worth = transfers.flatMap(({ id, fiatAtReceipt }): [string, bigint][] =>
    fiatAtReceipt === null ? [] : [[id, BigInt(fiatAtReceipt)]],
  );
  return {
    ...shared,
    received: BigInt(received),
    remaining: BigInt(remaining),
    overpaid: BigInt(overpaid),
    fiatAtReceipt: new Map(worth),
    facts: {
      session: {
        id: row.id,
        price: { minor: BigInt(priceMinor), currency },
        chosen: { chainId, asset },
        createdAt: row.createdAt,
        startSerials: new Map(Object.entries(startSerials).map(([id, serial]) => [Number(id), serial])),
        deactivatedAt,
        holdBlocks,
      },
      quotes: toQuotes(quotes),
      transfers: transfers.map(toTransfer),
      acceptance,
      settlement,
      announced: new Set(),
    },
  };
}

/** Rows come ordered by quote and place in it. */
function toQuotes(rows: readonly QuoteRow[]): Quote[] {
  const numbers = [...new Set(rows.map((row) => row.number))];
  return numbers.flatMap((number) => {
    const lines = rows.filter((row) => row.number === number);
    const [first] = lines;
    if (!first) return [];
    const { startsAt, expiresAt, graceUntil, toleranceUnder, toleranceOver, dust } = first;
    return {
      number,
      startsAt,
      expiresAt,
      graceUntil,
      tolerance: { under: BigInt(toleranceUnder), over: BigInt(toleranceOver), dust: BigInt(dust) },
      methods: lines.map(({ chainId, asset, address, due, minDue, maxOk, confirmations, rate }) => ({
        chainId,
        asset,
        address,
        due: BigInt(due),
        minDue: BigInt(minDue),
        maxOk: BigInt(maxOk),
        confirmations,
        rate,
      })),
    };
  });
}

function toTransfer({ fiatAtReceipt: _, amount, ...told }: TransferRow): Transfer {
  return { ...told, amount: BigInt(amount) };
}
