import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { SessionStatus } from "@/lib/checkout/session";
import type { Tx } from "../client";
import { checkoutSessions, transfers } from "../schema";
import type { Scope } from "./scope";

function inScope(scope: Scope): SQL | undefined {
  return and(eq(checkoutSessions.merchantId, scope.merchantId), eq(checkoutSessions.livemode, scope.livemode));
}

/** True where the session exists and is the scope's. */
export async function hasSession(db: Tx, scope: Scope, id: string): Promise<boolean> {
  const rows = await db
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(and(inScope(scope), eq(checkoutSessions.id, id)));
  return rows.length > 0;
}

/** The same, and its row is locked until the transaction ends. */
export async function lockSession(tx: Tx, scope: Scope, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(and(inScope(scope), eq(checkoutSessions.id, id)))
    .for("update");
  return rows.length > 0;
}

/** The one session that holds this order's reference. */
export async function findOpenSessionOfOrder(db: Tx, scope: Scope, clientReferenceId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: checkoutSessions.id })
    .from(checkoutSessions)
    .where(and(inScope(scope), eq(checkoutSessions.clientReferenceId, clientReferenceId), checkoutSessions.holdsReference));
  return row?.id ?? null;
}

export type SessionFilter = {
  readonly limit: number;
  readonly startingAfter?: string | undefined;
  readonly status?: SessionStatus | undefined;
  readonly linkId?: string | undefined;
  readonly clientReferenceId?: string | undefined;
  readonly customerEmail?: string | undefined;
  /** Any case. */
  readonly address?: string | undefined;
  /** Of any payment to the session, any case. */
  readonly txHash?: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAfter?: number | undefined;
  readonly createdBefore?: number | undefined;
};

/** Ids, newest first: one more than `limit` where there are more. */
export async function listSessionIds(db: Tx, scope: Scope, filter: SessionFilter): Promise<string[]> {
  const { limit, startingAfter, status, linkId, clientReferenceId, customerEmail, address, txHash } = filter;
  const { createdAfter, createdBefore } = filter;
  const s = checkoutSessions;
  const conditions = [
    inScope(scope),
    startingAfter &&
      sql`(${s.createdAt}, ${s.id}) < (select a.created_at, a.id from checkout_sessions a where a.id = ${startingAfter})`,
    status && eq(s.status, status),
    linkId && eq(s.linkId, linkId),
    clientReferenceId && eq(s.clientReferenceId, clientReferenceId),
    customerEmail && sql`lower(${s.customerEmail}) = lower(${customerEmail})`,
    address && sql`${s.id} in (select r.session_id from receive_addresses r where r.address = ${address.toLowerCase()})`,
    txHash &&
      sql`${s.id} in (select ${transfers.sessionId} from ${transfers} where ${transfers.txHash} = ${txHash.toLowerCase()})`,
    createdAfter === undefined ? undefined : gte(s.createdAt, new Date(createdAfter)),
    createdBefore === undefined ? undefined : lt(s.createdAt, new Date(createdBefore)),
  ].filter((condition): condition is SQL => typeof condition === "object");
  const rows = await db
    .select({ id: s.id })
    .from(s)
    .where(and(...conditions))
    .orderBy(desc(s.createdAt), desc(s.id))
    .limit(limit + 1);
  return rows.map((row) => row.id);
}
