import { and, arrayOverlaps, asc, count, desc, eq, gt, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { SessionStatus } from "@/lib/checkout/session";
import type { Tx } from "../client";
import { checkoutSessions, deliveries, events, paymentLinks, sessionQuotes, wallets, webhookEndpoints } from "../schema";
import type { Scope } from "./scope";

const SESSION_ROW = {
  id: checkoutSessions.id,
  status: checkoutSessions.status,
  flags: checkoutSessions.flags,
  priceMinor: checkoutSessions.priceMinor,
  currency: checkoutSessions.currency,
  chainId: checkoutSessions.chainId,
  asset: checkoutSessions.asset,
  received: checkoutSessions.received,
  due: sessionQuotes.due,
  description: checkoutSessions.description,
  clientReferenceId: checkoutSessions.clientReferenceId,
  linkTitle: paymentLinks.title,
  createdAt: checkoutSessions.createdAt,
};

export type SessionRow = Awaited<ReturnType<typeof listSessionRows>>[number];

/** The lists' joined read: each session with its link's title and what is due in the chosen asset by its last quote. */
function selectSessions(db: Tx) {
  const last = sql`(select max(q.number) from session_quotes q where q.session_id = ${checkoutSessions.id})`;
  return db
    .select(SESSION_ROW)
    .from(checkoutSessions)
    .leftJoin(paymentLinks, eq(paymentLinks.id, checkoutSessions.linkId))
    .innerJoin(
      sessionQuotes,
      and(
        eq(sessionQuotes.sessionId, checkoutSessions.id),
        eq(sessionQuotes.chainId, checkoutSessions.chainId),
        eq(sessionQuotes.asset, checkoutSessions.asset),
        eq(sessionQuotes.number, last),
      ),
    );
}

function own(scope: Scope) {
  return and(eq(checkoutSessions.merchantId, scope.merchantId), eq(checkoutSessions.livemode, scope.livemode));
}

/** One more than `limit` where there are more; newest first. A cursor that is unknown or foreign gives an empty page. */
export function listSessionRows(
  db: Tx,
  scope: Scope,
  page: { limit: number; startingAfter: string | null; statuses: readonly SessionStatus[] },
) {
  const { limit, startingAfter, statuses } = page;
  return selectSessions(db)
    .where(
      and(
        own(scope),
        statuses.length > 0 ? inArray(checkoutSessions.status, [...statuses]) : undefined,
        startingAfter === null
          ? undefined
          : sql`(${checkoutSessions.createdAt}, ${checkoutSessions.id}) < (
              select s.created_at, s.id from checkout_sessions s
              where s.id = ${startingAfter} and s.merchant_id = ${scope.merchantId} and s.livemode = ${scope.livemode})`,
      ),
    )
    .orderBy(desc(checkoutSessions.createdAt), desc(checkoutSessions.id))
    .limit(limit + 1);
}

const NEEDS_LOOK_STATUSES = ["underpaid", "paid_late", "failed"];
const NEEDS_LOOK_FLAGS = ["over", "surplus", "wrong_asset", "reverted", "after_deactivation", "late"];

/** Sessions changed since then that a person should look at: money came that no rule can finish. Newest first. */
export function listSessionsToLookAt(db: Tx, scope: Scope, page: { since: Date; limit: number }) {
  return selectSessions(db)
    .where(
      and(
        own(scope),
        gt(checkoutSessions.updatedAt, page.since),
        or(inArray(checkoutSessions.status, NEEDS_LOOK_STATUSES), arrayOverlaps(checkoutSessions.flags, NEEDS_LOOK_FLAGS)),
      ),
    )
    .orderBy(desc(checkoutSessions.updatedAt), desc(checkoutSessions.id))
    .limit(page.limit);
}

/** What stands between this merchant and being paid or told. */
export async function loadSetUpFacts(db: Tx, scope: Scope, since: Date) {
  const [wallet] = await db
    .select({ number: count() })
    .from(wallets)
    .where(and(eq(wallets.merchantId, scope.merchantId), eq(wallets.livemode, scope.livemode), eq(wallets.active, true)));
  const disabledEndpoints = await db
    .select({ id: webhookEndpoints.id, url: webhookEndpoints.url })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.merchantId, scope.merchantId),
        eq(webhookEndpoints.livemode, scope.livemode),
        isNotNull(webhookEndpoints.disabledReason),
        eq(webhookEndpoints.active, false),
        isNull(webhookEndpoints.deletedAt),
      ),
    );
  const abandoned = await db
    .select({ endpointId: webhookEndpoints.id, url: webhookEndpoints.url, number: count() })
    .from(deliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, deliveries.endpointId))
    .where(
      and(
        eq(deliveries.merchantId, scope.merchantId),
        eq(deliveries.livemode, scope.livemode),
        eq(deliveries.status, "abandoned"),
        gt(deliveries.createdAt, since),
        isNull(webhookEndpoints.deletedAt),
      ),
    )
    .groupBy(webhookEndpoints.id);
  return { wallets: wallet?.number ?? 0, disabledEndpoints, abandoned };
}

/** A session's events in the order in which they were written. */
export function listSessionEvents(db: Tx, scope: Scope, sessionId: string) {
  return db
    .select({ id: events.id, type: events.type, detail: events.detail, createdAt: events.createdAt, sequence: events.sequence })
    .from(events)
    .where(and(eq(events.merchantId, scope.merchantId), eq(events.livemode, scope.livemode), eq(events.sessionId, sessionId)))
    .orderBy(asc(events.position));
}

/** How many sessions each link made, and how many of them were paid. */
export async function countLinkSessions(db: Tx, scope: Scope, linkIds: readonly string[]) {
  if (linkIds.length === 0) return new Map<string, { sessions: number; paid: number }>();
  const rows = await db
    .select({
      linkId: checkoutSessions.linkId,
      sessions: count(),
      paid: sql<number>`count(*) filter (where ${checkoutSessions.status} in ('paid', 'paid_late'))`.mapWith(Number),
    })
    .from(checkoutSessions)
    .where(and(own(scope), inArray(checkoutSessions.linkId, [...linkIds])))
    .groupBy(checkoutSessions.linkId);
  return new Map(rows.map(({ linkId, sessions, paid }) => [linkId ?? "", { sessions, paid }]));
}
