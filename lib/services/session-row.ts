import type { Quote } from "../checkout/quote";
import { iso } from "../checkout/session-object";
import type { NewSession } from "./insert-session";

/** What a create writes of a session, with its types; the rest of the row has its defaults. */
export const SESSION_COLUMNS = {
  id: "text",
  merchant_id: "text",
  livemode: "boolean",
  link_id: "text",
  visitor_hash: "text",
  version: "integer",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  price_minor: "bigint",
  currency: "text",
  chain_id: "integer",
  asset: "text",
  address: "text",
  hold_blocks: "integer",
  start_serials: "jsonb",
  status: "text",
  flags: "text[]",
  received: "numeric",
  remaining: "numeric",
  overpaid: "numeric",
  expires_at: "timestamptz",
  grace_until: "timestamptz",
  confirming: "boolean",
  look_at: "timestamptz",
  description: "text",
  metadata: "jsonb",
  success_url: "text",
  success_message: "text",
  cancel_url: "text",
  return_url: "text",
  customer_email: "text",
  client_reference_id: "text",
  holds_reference: "boolean",
} as const;

export const QUOTE_COLUMNS = {
  number: "smallint",
  chain_id: "integer",
  asset: "text",
  position: "smallint",
  address: "text",
  starts_at: "timestamptz",
  expires_at: "timestamptz",
  grace_until: "timestamptz",
  tolerance_under: "bigint",
  tolerance_over: "bigint",
  dust: "bigint",
  due: "numeric",
  min_due: "numeric",
  max_ok: "numeric",
  confirmations: "integer",
  rate: "json",
} as const;

/** What the statement is told beside the row. */
export const BESIDE_COLUMNS = { event_id: "text", reserved: "text", instance: "text" } as const;

/** As a driver sends it; an object is JSON. */
type Value = string | number | boolean | readonly string[] | null;
type Row<Columns extends Readonly<Record<string, string>>> = {
  readonly [Name in keyof Columns]: Columns[Name] extends "jsonb" | "json" ? object : Value;
};

/** Amounts are texts: JSON numbers would be read through a float by others than PostgreSQL. */
export function sessionRow({ record, visitorHash }: NewSession): Row<typeof SESSION_COLUMNS> {
  const { session } = record.facts;
  const createdAt = iso(record.createdAt);
  return {
    id: record.id,
    merchant_id: record.merchantId,
    livemode: record.livemode,
    link_id: record.linkId,
    visitor_hash: visitorHash,
    version: record.version,
    created_at: createdAt,
    updated_at: createdAt,
    price_minor: session.price.minor.toString(),
    currency: session.price.currency,
    chain_id: session.chosen.chainId,
    asset: session.chosen.asset,
    address: record.address,
    hold_blocks: session.holdBlocks,
    start_serials: Object.fromEntries(session.startSerials),
    status: record.status,
    flags: record.flags,
    received: record.received.toString(),
    remaining: record.remaining.toString(),
    overpaid: record.overpaid.toString(),
    expires_at: iso(record.expiresAt),
    grace_until: iso(record.graceUntil),
    confirming: record.confirming,
    look_at: record.lookAt === null ? null : iso(record.lookAt),
    description: record.description,
    metadata: record.metadata,
    success_url: record.successUrl,
    success_message: record.successMessage,
    cancel_url: record.cancelUrl,
    return_url: record.returnUrl,
    customer_email: record.customerEmail,
    client_reference_id: record.clientReferenceId,
    holds_reference: record.clientReferenceId !== null,
  };
}

export function besideRow({ eventId, place, instance }: NewSession): Row<typeof BESIDE_COLUMNS> {
  return { event_id: eventId, reserved: place.address, instance };
}

export function quoteRows({ record }: NewSession): Row<typeof QUOTE_COLUMNS>[] {
  return record.facts.quotes.flatMap(rowsOf);
}

function rowsOf(quote: Quote): Row<typeof QUOTE_COLUMNS>[] {
  const { under, over, dust } = quote.tolerance;
  const shared = {
    number: quote.number,
    starts_at: iso(quote.startsAt),
    expires_at: iso(quote.expiresAt),
    grace_until: iso(quote.graceUntil),
    tolerance_under: under.toString(),
    tolerance_over: over.toString(),
    dust: dust.toString(),
  };
  return quote.methods.map((line, position) => ({
    ...shared,
    chain_id: line.chainId,
    asset: line.asset,
    position,
    address: line.address,
    due: line.due.toString(),
    min_due: line.minDue.toString(),
    max_ok: line.maxOk.toString(),
    confirmations: line.confirmations,
    rate: line.rate,
  }));
}

export function typed(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(", ");
}

/** Of whom, as a statement names it: a column or a value. */
type Names = Readonly<Record<"reserved" | "instance" | "merchant_id" | "livemode", string>>;

/**
 * Where a reserved address is this process's to give. It has one way to be found, its own index: in that of the free ones
 * (hence `coalesce`) stand also those that were taken, until they are cleaned up, and by its wallet all of the wallet's.
 */
export function isOurs({ reserved, instance, ...scope }: Names, { isHeard }: { isHeard: boolean }): string {
  return `a.address = ${reserved} and a.reserved_by = ${instance} and coalesce(a.session_id, '') = ''
    and (select w.active from wallets w where w.id = a.wallet_id)
    ${isHeard ? "" : `and not exists (select from webhook_endpoints w where ${isListening(scope)})`}`;
}

export function isListening({ merchant_id, livemode }: Pick<Names, "merchant_id" | "livemode">): string {
  return `w.merchant_id = ${merchant_id} and w.livemode = ${livemode} and w.active and w.deleted_at is null`;
}
