import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { findLink } from "@/db/queries/links";
import { notifySessions } from "@/db/queries/outbox";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { lockSession } from "@/db/queries/sessions";
import { loadView } from "@/db/queries/view";
import { checkoutSessions, sessionQuotes } from "@/db/schema";
import { lastQuote } from "../checkout/appraise";
import { type Quote, underOf } from "../checkout/quote";
import type { SessionRecord } from "../checkout/record";
import { type RequoteRefusal, requoteRefusal } from "../checkout/requote";
import type { Method } from "../checkout/session";
import { conflict, notFound } from "../errors";
import { max } from "../money";
import type { App } from "./app";
import { checkLinkOpen } from "./check-link-open";
import { askNetworks, sessionClock } from "./networks-now";
import { isMethod, type OfferedMethod, offeredMethods } from "./offered-methods";
import { priceMethods, rateUnavailable } from "./price-methods";
import { wakeDeliverer } from "./run-deliverer";
import { settleSessions } from "./settle-sessions";

const REFUSALS: Readonly<Record<RequoteRefusal, string>> = {
  not_expired: "Only a session that has expired can get a new quote.",
  payment_seen: "Money has arrived here already; a new quote would change what it is worth.",
  too_late: "The time in which a new quote was possible is over.",
};

/**
 * Reopens an expired session with a new quote (D12): the same id, address and terms, today's rates. The customer's own
 * act: whoever knows the session's id may do it. Under the session's row lock, so that it happens before or after a
 * payment, never beside it; the rates are asked for before the lock is taken.
 *
 * @throws {ApiError} 404, 400 `link_inactive`, 409 `not_expired`, `payment_seen`, `too_late`, `order_has_open_session`,
 *   503 `rate_unavailable`
 */
export async function requoteSession(app: App, { id, now }: { id: string; now: number }): Promise<void> {
  const { db } = app.database;
  const networks = await askNetworks(app, now);
  const clockOf = (record: SessionRecord) => {
    const { methods } = lastQuote(record.facts.quotes);
    return sessionClock(
      networks,
      methods.map((line) => line.chainId),
      now,
    );
  };
  const check = async (tx: Tx, record: SessionRecord) => {
    const refusal = requoteRefusal(record, await loadView(tx, now), clockOf(record));
    if (refusal) throw conflict(refusal, REFUSALS[refusal]);
  };
  const [found] = await loadSessionRecords(db, [id]);
  if (!found) throw notFound();
  await check(db, found);
  await checkLink(db, found);
  const quote = await nextQuote(app, found, { clock: clockOf(found), now });

  await db.transaction(async (tx) => {
    await lockSession(tx, { merchantId: found.merchantId, livemode: found.livemode }, id);
    const [record] = await loadSessionRecords(tx, [id]);
    if (!record) throw notFound();
    await check(tx, record);
    await insertQuote(tx, id, quote);
    await reopen(tx, record, quote);
    await settleSessions(tx, { sessionIds: [id], now, baseUrl: app.config.APP_URL });
    await notifySessions(tx, [id]);
  });
  wakeDeliverer();
}

/** A link that is switched off, or full, sells nothing more, whoever still has its old page open. */
async function checkLink(db: Tx, { linkId, merchantId, livemode }: SessionRecord): Promise<void> {
  if (linkId === null) return;
  await checkLinkOpen(db, await findLink(db, { merchantId, livemode }, linkId));
}

/** The first quote's terms: its methods as far as they are connected and have a rate, its tolerance and its times. */
async function nextQuote(app: App, record: SessionRecord, { clock, now }: { clock: number; now: number }): Promise<Quote> {
  const { quotes, session } = record.facts;
  const [first] = quotes;
  if (!first) throw new Error("a session has at least one quote");
  const last = lastQuote(quotes);
  const offered = offeredMethods(app, record.livemode);
  const wanted = first.methods.flatMap((line) => offered.find((one) => isMethod(one, line)) ?? []);
  const { price } = session;
  // As the first quote judged: a policy that has changed since does not touch an open session.
  const lineBefore = (one: OfferedMethod) => first.methods.find((line) => isMethod(one, line));
  const judge = (one: OfferedMethod) => {
    const before = lineBefore(one);
    if (!before) throw new Error("a new quote has no way to pay that the first had not");
    return { confirmations: before.confirmations, under: max(first.tolerance.under, underOf(before, price.minor)) };
  };
  const priced = await priceMethods(app, wanted, { price, tolerance: first.tolerance, now, judge });
  const methods = priced.flatMap((line) => {
    const before = first.methods.find((one) => isSame(one, line));
    return before ? { ...line, address: before.address } : [];
  });
  if (methods.length === 0) throw rateUnavailable();
  // After the last quote's time and after every block that stands: what is mined already keeps the value it was promised.
  const startsAt = Math.max(clock, last.expiresAt) + 1;
  const expiresAt = startsAt + first.expiresAt - first.startsAt;
  const graceUntil = expiresAt + first.graceUntil - first.expiresAt;
  return { number: last.number + 1, startsAt, expiresAt, graceUntil, tolerance: first.tolerance, methods };
}

async function insertQuote(tx: Tx, sessionId: string, quote: Quote): Promise<void> {
  const { number, tolerance, methods } = quote;
  await tx.insert(sessionQuotes).values(
    methods.map((line, position) => ({
      ...line,
      sessionId,
      number,
      position,
      startsAt: new Date(quote.startsAt),
      expiresAt: new Date(quote.expiresAt),
      graceUntil: new Date(quote.graceUntil),
      toleranceUnder: tolerance.under,
      toleranceOver: tolerance.over,
      dust: tolerance.dust,
    })),
  );
}

/** The times of the quote now in force, a way to pay that it has, and the order's reference, which settle had cleared. */
async function reopen(tx: Tx, record: SessionRecord, quote: Quote): Promise<void> {
  const { chosen } = record.facts.session;
  const line = quote.methods.find((one) => isSame(one, chosen)) ?? quote.methods[0];
  if (!line) throw new Error("a quote has at least one method");
  try {
    await tx
      .update(checkoutSessions)
      .set({
        expiresAt: new Date(quote.expiresAt),
        graceUntil: new Date(quote.graceUntil),
        chainId: line.chainId,
        asset: line.asset,
        address: line.address,
        holdsReference: record.clientReferenceId !== null,
      })
      .where(eq(checkoutSessions.id, record.id));
  } catch (error) {
    if (!isReferenceTaken(error)) throw error;
    throw conflict("order_has_open_session", "This order has another open session by now. Pay that one.");
  }
}

function isSame(a: Method, b: Method): boolean {
  return a.chainId === b.chainId && a.asset === b.asset;
}

const UNIQUE_VIOLATION = "23505";

/** The order's reference is held by another session. By code and constraint, never by text. */
function isReferenceTaken(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code, constraint_name: constraint } = one as { code?: string; constraint_name?: string };
    if (code === UNIQUE_VIOLATION && constraint === "checkout_sessions_reference") return true;
  }
  return false;
}
