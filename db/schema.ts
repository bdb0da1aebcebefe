import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { EventTopic, EventType } from "@/lib/checkout/event";
import type { PictureType } from "@/lib/checkout/picture";

/** Crypto amounts: smallest unit, up to 2^256 − 1. */
const units = (name?: string) => numeric(name ?? "", { precision: 78, scale: 0, mode: "bigint" });
const moment = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
/** Block heights, and places in a block: beyond 2^31. */
const height = () => bigint({ mode: "number" });

export const merchants = pgTable("merchants", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Where customers may ask: any of an address, a page (https) and plain words. */
  supportEmail: text(),
  supportUrl: text(),
  supportText: text(),
  /** `#rrggbb`, lower case. */
  accentColor: text(),
  logoUrl: text(),
  /** Whose pages may frame the checkout (lib/checkout/embed-origin.ts); empty: nobody's. */
  embedOrigins: text().array().notNull().default([]),
  /** The payment policy, copied into each session when it is created (lib/checkout/policy.ts). */
  policy: jsonb().notNull(),
  createdAt: moment().notNull(),
});

export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    email: text().notNull(),
    passwordHash: text().notNull(),
    /** A login carries it; raising it revokes every login. */
    sessionVersion: integer().notNull().default(1),
    createdAt: moment().notNull(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    name: text().notNull(),
    scopes: text().array().notNull(),
    /** SHA-256 of the whole key, hex. */
    hash: text().notNull().unique(),
    /** `ck_test_` and the last four characters: all that is kept to recognise it by. */
    hint: text().notNull(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
    /** From then on it opens nothing; null: never. */
    expiresAt: moment(),
    revokedAt: moment(),
  },
  (t) => [index("api_keys_merchant").on(t.merchantId, t.livemode)],
);

export const wallets = pgTable(
  "wallets",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    family: text().notNull(),
    kind: text().$type<"treasury" | "xpub">().notNull(),
    /** `treasury`: the merchant's own address, lower case. */
    treasury: text(),
    /** `xpub`: the sealed extended public key (lib/seal.ts) and its BIP-32 fingerprint with the derivation base. */
    xpubSealed: text(),
    fingerprint: text().notNull(),
    /** Serves new sessions. A wallet that no longer does keeps the addresses of its sessions. */
    active: boolean().notNull().default(true),
    createdAt: moment().notNull(),
  },
  (t) => [
    // R6: adding a wallet again continues it. An extended public key belongs to one merchant in one mode.
    unique("wallets_fingerprint").on(t.merchantId, t.livemode, t.family, t.fingerprint),
    uniqueIndex("wallets_xpub").on(t.family, t.fingerprint).where(sql`${t.kind} = 'xpub'`),
    uniqueIndex("wallets_active").on(t.merchantId, t.livemode, t.family).where(sql`${t.active}`),
    check(
      "wallets_one_source",
      sql`(${t.kind} = 'treasury') = (${t.treasury} is not null) and (${t.kind} = 'xpub') = (${t.xpubSealed} is not null)`,
    ),
  ],
);

/**
 * Where addresses come from, by fingerprint, and the next index to derive there. Two wallets may share a treasury (two
 * shops, two modes): they draw from one counter, so that no address is given twice on this installation (R6).
 */
export const addressSources = pgTable(
  "address_sources",
  {
    family: text().notNull(),
    fingerprint: text().notNull(),
    nextIndex: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.family, t.fingerprint] })],
);

/** The pool: derived ahead of need, reserved by a process in small batches, given to one session for ever (R6). */
export const receiveAddresses = pgTable(
  "receive_addresses",
  {
    walletId: text()
      .notNull()
      .references(() => wallets.id),
    index: integer().notNull(),
    /** Lower case. */
    address: text().notNull(),
    sessionId: text(),
    reservedBy: text(),
    reservedUntil: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.walletId, t.index] }),
    unique("receive_addresses_address").on(t.address),
    index("receive_addresses_free").on(t.walletId, t.index).where(sql`${t.sessionId} is null`),
  ],
);

/** One row a network: the scan's cursor and its lease. A lower fence than the row's means: somebody took over, stop. */
export const networkCursors = pgTable("network_cursors", {
  chainId: integer().primaryKey(),
  number: height(),
  hash: text(),
  time: moment(),
  /** Latest block time ever verified; a rewind does not lower it. */
  passedTime: moment(),
  stalled: boolean().notNull().default(false),
  leaseHolder: text(),
  leaseUntil: moment(),
  fence: bigint({ mode: "number" }).notNull().default(0),
  /** What stopped the last tick here, in plain words, or null. */
  problem: text(),
  problemSince: moment(),
  /** The same of the comparison of balances, which a scan that gets through says nothing of. */
  balancesProblem: text(),
  balancesProblemSince: moment(),
  scannedAt: moment(),
});

export const blocks = pgTable(
  "blocks",
  {
    chainId: integer().notNull(),
    hash: text().notNull(),
    number: height().notNull(),
    parentHash: text().notNull(),
    time: moment().notNull(),
    /** Grows with each block verified, also with one that replaces another at its height. */
    serial: bigserial({ mode: "number" }).notNull(),
    /** The cursor's height when a reorg took this block away; null: canonical. */
    orphanedAt: height(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.hash] }),
    uniqueIndex("blocks_canonical").on(t.chainId, t.number).where(sql`${t.orphanedAt} is null`),
    index("blocks_number").on(t.chainId, t.number),
    // Not unique: a block that was forgotten and is back stands beside the starts that it must be compared with.
    index("blocks_serial").on(t.serial),
  ],
);

/** Every transfer to an address of ours, whether or not it counts. Rows are only ever added. */
export const transfers = pgTable(
  "transfers",
  {
    id: text().primaryKey(),
    chainId: integer().notNull(),
    blockHash: text().notNull(),
    blockNumber: height().notNull(),
    blockTime: moment().notNull(),
    /** Null: a contract moved the money, and the node cannot say in which transaction. */
    txHash: text(),
    position: text().notNull(),
    /** Order inside the block. */
    order: height().notNull(),
    kind: text().$type<"native" | "token" | "internal">().notNull(),
    asset: text().notNull(),
    amount: units().notNull(),
    /** Null where the transaction is not known. */
    from: text(),
    to: text().notNull(),
    /** The session that owned the address when the transfer was found; null: none yet. */
    sessionId: text(),
    /** Of coin that only a balance showed: the last block through which that balance was explained without it. */
    cameAfter: height(),
    /** What it was worth when seen, minor units of the session's currency (D6). */
    fiatAtReceipt: bigint({ mode: "bigint" }),
    seenAt: moment().notNull(),
  },
  (t) => [
    unique("transfers_identity").on(t.chainId, t.blockHash, t.txHash, t.position).nullsNotDistinct(),
    foreignKey({ columns: [t.chainId, t.blockHash], foreignColumns: [blocks.chainId, blocks.hash] }),
    index("transfers_session").on(t.sessionId),
    index("transfers_tx").on(t.txHash),
    index("transfers_native").on(t.to, t.chainId).where(sql`${t.asset} = 'native'`),
    check("transfers_amount", sql`${t.amount} > 0`),
  ],
);

/**
 * Native coin of one address on one network, as the balance check keeps it (docs/decisions/0010). The balance that the
 * address had at `number` is where the sums begin; null: still to be read there, or, without `number`, at the next check.
 */
export const nativeWatches = pgTable(
  "native_watches",
  {
    chainId: integer().notNull(),
    /** Lower case. */
    address: text().notNull(),
    number: height(),
    balance: units(),
    /** Through this block the stored facts explain the balance; and that block's time. */
    checkedNumber: height(),
    checkedTime: moment(),
    /** Its session waits for money: checked with every new block. */
    isOpen: boolean().notNull().default(false),
    /**
     * While no session waits: the check after this one, or null where it belongs to none. While one does: since when it has
     * stood behind the others, mostly null.
     */
    nextAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.address] }),
    index("native_watches_open").on(t.chainId, t.checkedNumber).where(sql`${t.isOpen}`),
    index("native_watches_due").on(t.chainId, t.nextAt).where(sql`not ${t.isOpen} and ${t.nextAt} is not null`),
    index("native_watches_behind").on(t.chainId, t.nextAt).where(sql`${t.isOpen} and ${t.nextAt} is not null`),
    index("native_watches_checked").on(t.chainId, t.checkedNumber),
  ],
);

/**
 * Native coin that left one of our addresses in a block: the merchant's sweeps. What a log told stays; what was concluded from
 * a balance is dropped and concluded anew where more comes to be known of that block or one before, or a reorg took it away.
 */
export const nativeOutflows = pgTable(
  "native_outflows",
  {
    chainId: integer().notNull(),
    blockHash: text().notNull(),
    address: text().notNull(),
    blockNumber: height().notNull(),
    amount: units().notNull(),
    /** The factory's log told it; else it was concluded from a balance. */
    isLogged: boolean().notNull().default(false),
    /** Of a loss that only a balance showed: as in transfers. */
    cameAfter: height(),
  },
  (t) => [
    primaryKey({ columns: [t.chainId, t.blockHash, t.address, t.isLogged] }),
    foreignKey({ columns: [t.chainId, t.blockHash], foreignColumns: [blocks.chainId, blocks.hash] }),
    index("native_outflows_address").on(t.address, t.chainId),
    check("native_outflows_amount", sql`${t.amount} > 0`),
  ],
);

/**
 * Pictures that merchants name by URL, as fetched: customers' browsers get them from here and never ask the merchant's host.
 */
export const pictures = pgTable(
  "pictures",
  {
    url: text().primaryKey(),
    /** SHA-256 of the bytes, hex; null: none has been got yet. The last good one stays while its host is away. */
    hash: text(),
    type: text().$type<PictureType>(),
    width: integer(),
    height: integer(),
    bytes: bytea(),
    /** When it is fetched next. */
    nextAt: moment().notNull(),
    /** Why the last try brought none, in plain words, or null. */
    problem: text(),
  },
  (t) => [
    index("pictures_due").on(t.nextAt),
    index("pictures_hash").on(t.hash),
    check("pictures_whole", sql`(${t.hash} is null) = (${t.bytes} is null)`),
  ],
);

export const paymentLinks = pgTable(
  "payment_links",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    slug: text().notNull().unique(),
    title: text().notNull(),
    description: text(),
    imageUrl: text(),
    amountType: text().$type<"fixed" | "open">().notNull(),
    fiatMinor: bigint({ mode: "bigint" }),
    minMinor: bigint({ mode: "bigint" }),
    maxMinor: bigint({ mode: "bigint" }),
    /** Minor units, as an open amount's page offers them; null: none. */
    suggestedMinor: bigint({ mode: "bigint" }).array(),
    currency: text().notNull(),
    successUrl: text(),
    successMessage: text(),
    cancelUrl: text(),
    active: boolean().notNull().default(true),
    archivedAt: moment(),
    collectEmail: boolean().notNull().default(false),
    maxPayments: integer(),
    expiresIn: integer(),
    /** `[{ chainId, asset }]`, or null: every method of the merchant. */
    paymentMethods: jsonb(),
    metadata: jsonb().notNull(),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),
  },
  (t) => [
    unique("payment_links_scope").on(t.id, t.merchantId, t.livemode),
    index("payment_links_list").on(t.merchantId, t.livemode, t.createdAt, t.id),
  ],
);

export const checkoutSessions = pgTable(
  "checkout_sessions",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    linkId: text(),
    /** SHA-256 of the visitor's cookie, for a link's sessions: the same visitor gets the same open session. */
    visitorHash: text(),
    version: integer().notNull().default(1),
    createdAt: moment().notNull(),
    updatedAt: moment().notNull(),

    priceMinor: bigint({ mode: "bigint" }).notNull(),
    currency: text().notNull(),
    chainId: integer().notNull(),
    asset: text().notNull(),
    address: text().notNull(),
    holdBlocks: integer().notNull(),
    /** `{ "<chainId>": serial }` of the last block verified before creation. */
    startSerials: jsonb().notNull(),
    deactivatedAt: moment(),

    // The projection, written by settle alone (and by create, for its first value).
    status: text().notNull(),
    flags: text().array().notNull(),
    received: units().notNull(),
    remaining: units().notNull(),
    overpaid: units().notNull(),
    completingId: text(),
    txHash: text(),
    paidAt: moment(),
    /** Of the quote in force. */
    expiresAt: moment().notNull(),
    graceUntil: moment().notNull(),
    /** True while a next block can change the session by itself: a payment is confirming, or a reverted one is waited for. */
    confirming: boolean().notNull().default(false),
    /** The chain time at which the session must be looked at again though no money moved; null: never. */
    lookAt: moment(),

    description: text(),
    metadata: jsonb().notNull(),
    successUrl: text(),
    successMessage: text(),
    cancelUrl: text(),
    returnUrl: text(),
    customerEmail: text(),
    clientReferenceId: text(),
    /** This is its order's open session. Set by create, cleared by settle when the session is open no more, never set again. */
    holdsReference: boolean().notNull().default(false),
  },
  (t) => [
    foreignKey({
      columns: [t.linkId, t.merchantId, t.livemode],
      foreignColumns: [paymentLinks.id, paymentLinks.merchantId, paymentLinks.livemode],
    }),
    index("checkout_sessions_list").on(t.merchantId, t.livemode, t.createdAt, t.id),
    index("checkout_sessions_confirming").on(t.id).where(sql`${t.confirming}`),
    index("checkout_sessions_look_at").on(t.lookAt).where(sql`${t.lookAt} is not null`),
    index("checkout_sessions_visitor").on(t.linkId, t.visitorHash).where(sql`${t.visitorHash} is not null`),
    index("checkout_sessions_link").on(t.linkId, t.status).where(sql`${t.linkId} is not null`),
    // One open session per order (product.md 3.1). Never a condition on the status: a correction may reopen a session
    // whose order has another one by then, and that must not stop the engine.
    index("checkout_sessions_email")
      .on(t.merchantId, t.livemode, sql`lower(${t.customerEmail})`)
      .where(sql`${t.customerEmail} is not null`),
    uniqueIndex("checkout_sessions_reference").on(t.merchantId, t.livemode, t.clientReferenceId).where(sql`${t.holdsReference}`),
  ],
);

/**
 * Whose e-mail address stands in a session. A trigger of checkout_sessions writes them (migration 0004), in the statement
 * that writes the address, so that no writer can forget one; their ids come of their addresses, as a delivery's of its event.
 */
export const customers = pgTable(
  "customers",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    /** As it was written first. */
    email: text().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [
    uniqueIndex("customers_email").on(t.merchantId, t.livemode, sql`lower(${t.email})`),
    index("customers_list").on(t.merchantId, t.livemode, t.createdAt, t.id),
  ],
);

/** What the merchant's people and programs wrote down about a session. Rows are only ever added. */
export const sessionNotes = pgTable(
  "session_notes",
  {
    id: text().primaryKey(),
    sessionId: text()
      .notNull()
      .references(() => checkoutSessions.id),
    text: text().notNull(),
    /** The key's or the user's id. */
    by: text().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [index("session_notes_session").on(t.sessionId, t.createdAt, t.id)],
);

/** One row per quote and method; a row never changes (R11). */
export const sessionQuotes = pgTable(
  "session_quotes",
  {
    sessionId: text()
      .notNull()
      .references(() => checkoutSessions.id),
    number: smallint().notNull(),
    chainId: integer().notNull(),
    asset: text().notNull(),
    /** Place in the quote: the order in which the ways to pay are shown. */
    position: smallint().notNull(),
    address: text().notNull(),
    startsAt: moment().notNull(),
    expiresAt: moment().notNull(),
    graceUntil: moment().notNull(),
    toleranceUnder: bigint({ mode: "bigint" }).notNull(),
    toleranceOver: bigint({ mode: "bigint" }).notNull(),
    dust: bigint({ mode: "bigint" }).notNull(),
    due: units().notNull(),
    minDue: units().notNull(),
    maxOk: units().notNull(),
    confirmations: integer().notNull(),
    /** lib/checkout/quote.ts `Rate`. */
    rate: json().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.number, t.chainId, t.asset] }), check("session_quotes_due", sql`${t.due} > 0`)],
);

/** D13: the merchant's word that what came is enough. */
export const acceptances = pgTable("acceptances", {
  sessionId: text()
    .primaryKey()
    .references(() => checkoutSessions.id),
  acceptedAt: moment().notNull(),
  by: text().notNull(),
  reason: text().notNull(),
});

/** D3: frozen in the transaction that settles. At most one per session, ever (R2). */
export const settlements = pgTable("settlements", {
  sessionId: text()
    .primaryKey()
    .references(() => checkoutSessions.id),
  status: text().$type<"paid" | "paid_late">().notNull(),
  completingId: text(),
  txHash: text(),
  countedIds: text().array().notNull(),
  over: boolean().notNull(),
  paidAt: moment().notNull(),
});

/** Not yet seen by the deliverer. A test event takes no number, and is done when it has its bytes. */
const isWaiting = sql`sequence is null and (type <> 'webhook.test' or body is null)`;

/** The outbox. Written with the fact it tells of; numbered, rendered and sent later. */
export const events = pgTable(
  "events",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    type: text().$type<EventType>().notNull(),
    sessionId: text().references(() => checkoutSessions.id),
    /** lib/checkout/event.ts: unique per session for ever, so nothing is told twice. */
    key: text().notNull(),
    detail: jsonb().notNull(),
    /** The session object as it was when this event was written (I11): `json`, which keeps its text as it came. */
    data: json().notNull(),
    createdAt: moment().notNull(),
    /** Commit order is not insert order; the deliverer numbers what it sees committed. */
    position: bigserial({ mode: "number" }).notNull(),
    /** Gap-free per merchant and mode, given by the deliverer; null: not yet, or `webhook.test`. */
    sequence: bigint({ mode: "number" }),
    /** The exact bytes of every attempt, as text, stored with the number where there is somebody to send them to. */
    body: text(),
  },
  (t) => [
    uniqueIndex("events_key").on(t.sessionId, t.key),
    uniqueIndex("events_sequence").on(t.merchantId, t.livemode, t.sequence),
    index("events_waiting").on(t.merchantId, t.livemode, t.position).where(isWaiting),
    index("events_list").on(t.merchantId, t.livemode, t.createdAt, t.position),
  ],
);

/** The counter behind `sequence`; the deliverer locks its row. */
export const eventSequences = pgTable(
  "event_sequences",
  {
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    last: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.livemode] })],
);

export const webhookEndpoints = pgTable(
  "webhook_endpoints",
  {
    id: text().primaryKey(),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    url: text().notNull(),
    /** Types, or `*` alone. */
    events: text().array().$type<EventTopic[]>().notNull(),
    description: text(),
    active: boolean().notNull().default(true),
    disabledReason: text(),
    /** The sealed `whsec_…` (lib/seal.ts) and its first characters, to recognise it by. */
    secretSealed: text().notNull(),
    secretPrefix: text().notNull(),
    /** The secret before this one, which signs too until then. */
    previousSecretSealed: text(),
    previousSecretUntil: moment(),
    deletedAt: moment(),
    createdAt: moment().notNull(),
  },
  (t) => [index("webhook_endpoints_merchant").on(t.merchantId, t.livemode)],
);

export const deliveries = pgTable(
  "deliveries",
  {
    id: text().primaryKey(),
    eventId: text()
      .notNull()
      .references(() => events.id),
    endpointId: text()
      .notNull()
      .references(() => webhookEndpoints.id),
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    status: text().$type<"pending" | "delivered" | "abandoned">().notNull(),
    /** Attempts begun: the claim counts one before the work starts. */
    attempts: integer().notNull().default(0),
    /** Attempts of earlier schedules: a redelivery starts a new one. */
    earlierAttempts: integer().notNull().default(0),
    nextAttemptAt: moment().notNull(),
    leaseUntil: moment(),
    createdAt: moment().notNull(),
    deliveredAt: moment(),
  },
  (t) => [
    unique("deliveries_once").on(t.eventId, t.endpointId),
    index("deliveries_due").on(t.endpointId, t.nextAttemptAt).where(sql`${t.status} = 'pending'`),
    index("deliveries_endpoint").on(t.endpointId, t.createdAt),
  ],
);

export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    deliveryId: text()
      .notNull()
      .references(() => deliveries.id),
    number: integer().notNull(),
    startedAt: moment().notNull(),
    /** Null until the attempt has ended: a crash leaves it so. */
    endedAt: moment(),
    statusCode: integer(),
    latencyMs: integer(),
    /** A plain word for why there is no status: `timeout`, `refused_target`, `connection` … */
    error: text(),
    /** The first 2 KB of the answer. */
    answer: text(),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.number] })],
);

/** A request's first answer, kept 24 h (product.md 3). */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    merchantId: text()
      .notNull()
      .references(() => merchants.id),
    livemode: boolean().notNull(),
    key: text().notNull(),
    /** SHA-256 over method, path and body. */
    requestHash: text().notNull(),
    status: integer(),
    /** The sealed text of the answer. */
    answer: text(),
    createdAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.merchantId, t.livemode, t.key] }), index("idempotency_keys_age").on(t.createdAt)],
);

/** What all processes count together: limits of a few a minute, where one statement costs little beside what it guards. */
export const sharedCounts = pgTable(
  "shared_counts",
  {
    /** SHA-256 over what is counted and for whom: neither addresses nor e-mails stay here. */
    key: text().primaryKey(),
    count: integer().notNull(),
    endsAt: moment().notNull(),
  },
  (t) => [index("shared_counts_end").on(t.endsAt)],
);
