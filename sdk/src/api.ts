// Made from the OpenAPI document by `npm run sdk:types`. Do not change it by hand: a test compares it with the document.

/** An amount of a coin or token. The names are the same whatever the asset. */
export type Amount = {
  /** In the asset's smallest unit: an integer as text. */
  wei: string;
  /** In whole units, as people read it. */
  eth: string;
};

/** An amount of money. */
export type Fiat = {
  /** With all the decimal places of its currency. */
  amount: string;
  /** ISO 4217. */
  currency: string;
};

/** A coin or token on one network. */
export type Asset = {
  /** As wallets show it. Several contracts may have the same: go by `contract`. */
  symbol: string;
  /** Decimal places of a whole unit. (0 to 255) */
  decimals: number;
  /** The token's contract, lower case; null for the network's own coin. */
  contract: string | null;
  /** CAIP-2. */
  network: string;
};

/** An exchange rate, locked, with the word of each source it was made of. */
export type Rate = {
  /** Symbol of the coin or token. */
  base: string;
  /** The price's currency, ISO 4217. */
  quote: string;
  /** Units of `quote` for one `base`. */
  value: string;
  /** When it was fixed for this quote. (ISO 8601, UTC) */
  lockedAt: string;
  /** What `value` is the median of. */
  sources: ReadonlyArray<{
    /** Who said so. */
    name: string;
    /** Units of `quote` for one `base`, by this source. */
    value: string;
    /** When the source was asked. (ISO 8601, UTC) */
    at: string;
  }>;
};

/** One way to pay the session. All of them are watched, whichever is chosen. */
export type PaymentMethod = {
  /** Chain id of the network. (at least 1) */
  chainId: number;
  asset: Asset;
  /** Where to pay; on EVM networks with its checksum. */
  address: string;
  /** Due when the quote was made. */
  amount: Amount;
  rate: Rate;
  /** The payment as a URI, for a QR code. */
  uri: string;
};

/** What the chain says came to the session's address. */
export type Payment = {
  /** Id of a payment. */
  id: string;
  /** Null while an internal payment's transaction is not known. */
  txHash: string | null;
  /** Chain id of the network. (at least 1) */
  chainId: number;
  asset: Asset;
  amount: Amount;
  /** What it was worth when it was seen; null where its asset was not asked for. */
  fiatAtReceipt: Fiat | null;
  /** `internal`: a contract sent it. */
  kind: "native" | "token" | "internal";
  /** Height of its block. */
  blockNumber: number;
  /** Blocks on top and its own; 1 once it is mined. */
  confirmations: number;
  /** `reverted`: the chain took it back. */
  state: "seen" | "confirmed" | "reverted";
  /** Mined after the session's time was over. */
  late: boolean;
  /** Null while an internal payment's transaction is not known. */
  from: string | null;
};

/** A page of a list, newest first. */
export type PaymentList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Payment[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** What was asked, and for how long. */
export type Quote = {
  /** From then on its amounts were asked. (ISO 8601, UTC) */
  startsAt: string;
  /** Until then its amounts are held. (ISO 8601, UTC) */
  expiresAt: string;
  /** Until then a payment still counts, as late. (ISO 8601, UTC) */
  graceUntil: string;
  /** What was asked, by each way to pay. */
  methods: ReadonlyArray<{
    /** Chain id of the network. (at least 1) */
    chainId: number;
    /** The token's contract, lower case; null for the network's own coin. */
    contract: string | null;
    /** Due. */
    amount: Amount;
    /** Units of the price's currency for one whole unit of the asset. */
    rate: string;
  }>;
};

/** One order to be paid once: its price, the ways to pay it, and what has come. */
export type CheckoutSession = {
  /** Id of a checkout session. */
  id: string;
  object: "checkout_session";
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When it was made. (ISO 8601, UTC) */
  createdAt: string;
  /** When it last changed. (ISO 8601, UTC) */
  updatedAt: string;
  /** Grows by one with each change: of two copies the higher is the newer. (at least 1) */
  version: number;
  /** The payment link it was made by; null where none was. */
  linkId: string | null;
  /** `pending` waits · `detected` enough is seen, not confirmed · `underpaid` · `overpaid` as detected, and too much · `paid` · `paid_late` completed in the grace time · `expired` · `failed` the chain took a settled payment back · `deactivated`. */
  status: "pending" | "detected" | "underpaid" | "overpaid" | "paid" | "paid_late" | "expired" | "failed" | "deactivated";
  /** In short: `partial` some came, not enough · `cancelled` switched off before it was paid. */
  paymentStatus: "unpaid" | "partial" | "paid" | "cancelled" | "expired";
  /** Chain id of the network. (at least 1) */
  chainId: number;
  /** Where to pay, by the chosen way. */
  address: string;
  /** Of the chosen way to pay. */
  asset: Asset;
  /** Due. */
  amount: Amount;
  /** What counts, of all that came, in the chosen asset. */
  amountReceived: Amount;
  /** What is still missing. */
  amountRemaining: Amount;
  /** What is too much. */
  amountOverpaid: Amount;
  /** The price. */
  fiat: Fiat;
  /** Price of the chosen asset in US dollars, locked. */
  ethPriceUsd: string;
  /** By which the price became the amount due. */
  rate: Rate;
  /** Every way to pay. Whatever comes by any of them counts. */
  methods: readonly PaymentMethod[];
  /** First to last. */
  payments: readonly Payment[];
  /** Of the completing payment. */
  confirmations: {
    /** Blocks that have it or stand on it. */
    seen: number;
    /** Blocks until it is confirmed. */
    required: number;
  };
  /** What one status cannot say. */
  flags: ReadonlyArray<"partial" | "over" | "late" | "late_confirming" | "surplus" | "wrong_asset" | "reverted" | "after_deactivation" | "accepted" | "checking_delayed">;
  /** The last one is in force. */
  quotes: readonly Quote[];
  /** Until then the amount due is held. A payment counts by the time of its block. (ISO 8601, UTC) */
  expiresAt: string;
  /** Money that comes later does not count by itself. (ISO 8601, UTC) */
  graceUntil: string;
  /** When it became paid; null until then. (ISO 8601, UTC) */
  paidAt: string | null;
  /** When it was switched off; null where it was not. (ISO 8601, UTC) */
  deactivatedAt: string | null;
  /** The completing payment's, once it is seen; null until then. */
  txHash: string | null;
  /** The merchant's own notes, as they were given. */
  metadata: Readonly<Record<string, string | number | boolean>>;
  /** What it is for, as the customer reads it; null where none was given. */
  description: string | null;
  /** Where the customer goes once it is paid; null: stays on the page. */
  successUrl: string | null;
  /** What the customer reads once it is paid; null: Florin's own words. */
  successMessage: string | null;
  /** Where the customer goes to give up; null: no way out is shown. */
  cancelUrl: string | null;
  /** Where the customer goes back to from every other end; null: nowhere. */
  returnUrl: string | null;
  /** Where the customer can be written to; null where nobody said. */
  customerEmail: string | null;
  /** Your order. It has one open session at a time; null where none was given. */
  clientReferenceId: string | null;
  /** The page to send the customer to. */
  checkoutUrl: string;
};

/** A page of a list, newest first. */
export type CheckoutSessionList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly CheckoutSession[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** What somebody wrote down about a session. Customers do not see it. */
export type Note = {
  /** Id of a note. */
  id: string;
  object: "note";
  /** The session it is about. */
  sessionId: string;
  /** What was written, up to 2 000 characters. */
  text: string;
  /** Id of the API key or of the person. */
  by: string;
  /** When it was written. (ISO 8601, UTC) */
  createdAt: string;
};

/** A page of a list, newest first. */
export type NoteList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Note[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** Why a session is not paid by a transaction, or that it is. */
export type Diagnosis = {
  object: "diagnosis";
  /** Counted: `counted` · `surplus` when all was paid · `closed` when the session was off or had failed. Counted, not enough yet: `confirming` · `after_expiry` the same, late · `short`. Not counted by itself: `after_grace` · `wrong_token` · `wrong_chain` · `before_session`. Not here: `scanner_behind` · `not_recorded` · `taken_back` by a reorg · `reverted` on the chain · `wrong_recipient` · `inside_contract` · `not_mined` · `not_found` · `network_unreachable`. */
  reason: "counted" | "surplus" | "closed" | "confirming" | "after_expiry" | "short" | "after_grace" | "wrong_token" | "wrong_chain" | "before_session" | "scanner_behind" | "not_recorded" | "taken_back" | "reverted" | "wrong_recipient" | "inside_contract" | "not_mined" | "not_found" | "network_unreachable";
  /** The transaction that was asked about, lower case. */
  txHash: string;
  /** Where the transaction is; null where it was not found. */
  network: {
    /** Chain id of the network. (at least 1) */
    chainId: number;
    /** As wallets show it. */
    name: string;
  } | null;
  /** What came to the session's address; null too where its token is not listed. */
  amount: {
    /** In the asset's smallest unit: an integer as text. */
    wei: string;
    /** In whole units, as people read it. */
    eth: string;
    /** Of the asset, as wallets show it. */
    symbol: string;
  } | null;
  /** What the session still waits for, in the asset that is chosen; null where that is nothing. */
  missing: {
    /** In the asset's smallest unit: an integer as text. */
    wei: string;
    /** In whole units, as people read it. */
    eth: string;
    /** Of the asset, as wallets show it. */
    symbol: string;
  } | null;
  /** Of the transaction; null where no block has it. */
  confirmations: {
    /** Blocks that have it or stand on it. */
    seen: number;
    /** Blocks until it is confirmed. */
    required: number;
  } | null;
  /** Blocks until our scan is there; null where it is not behind. */
  blocksBehind: number | null;
  /** Whom it paid instead; null where that is not the reason. */
  sentTo: string | null;
  /** Time of its block; null where no block has it. (ISO 8601, UTC) */
  minedAt: string | null;
  /** A page about it; null where the network has no explorer. */
  explorerUrl: string | null;
};

/** Where events are sent to. */
export type WebhookEndpoint = {
  /** Id of a webhook endpoint. */
  id: string;
  object: "webhook_endpoint";
  /** Where events are sent to. */
  url: string;
  /** Types, or "*" alone for all. */
  events: ReadonlyArray<"session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test" | "*">;
  /** False: nothing is sent. */
  active: boolean;
  /** Your own words; null where none were given. */
  description: string | null;
  /** Why Florin switched it off; null where nobody or you did. */
  disabledReason: string | null;
  /** First characters of the secret, to recognise it by. */
  secretPrefix: string;
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When it was added. (ISO 8601, UTC) */
  createdAt: string;
};

/** A page of a list, newest first. */
export type WebhookEndpointList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly WebhookEndpoint[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** The same with its signing secret, which is shown in this answer alone. */
export type WebhookEndpointWithSecret = {
  /** Id of a webhook endpoint. */
  id: string;
  object: "webhook_endpoint";
  /** Where events are sent to. */
  url: string;
  /** Types, or "*" alone for all. */
  events: ReadonlyArray<"session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test" | "*">;
  /** False: nothing is sent. */
  active: boolean;
  /** Your own words; null where none were given. */
  description: string | null;
  /** Why Florin switched it off; null where nobody or you did. */
  disabledReason: string | null;
  /** First characters of the secret, to recognise it by. */
  secretPrefix: string;
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When it was added. (ISO 8601, UTC) */
  createdAt: string;
  /** `whsec_` and base64: its signatures are made with it. */
  secret: string;
};

/** What is left of it. */
export type DeletedWebhookEndpoint = {
  /** Id of a webhook endpoint. */
  id: string;
  object: "webhook_endpoint";
  deleted: true;
};

/** One POST of the event, and how it ended. */
export type DeliveryAttempt = {
  /** Counts from 1. (at least 1) */
  number: number;
  /** When it was sent. (ISO 8601, UTC) */
  startedAt: string;
  /** Null while it is under way, or where the process died in it. (ISO 8601, UTC) */
  endedAt: string | null;
  /** HTTP status of the answer; null where none came. */
  statusCode: number | null;
  /** Milliseconds until its end; null while it is under way. */
  latencyMs: number | null;
  /** Why there was no answer, in a word: `timeout`, `connection`, `refused_target` …; null where one came. */
  error: string | null;
  /** The first 2 KB of the answer's body; null where none came. */
  answer: string | null;
};

/** The sending of one event to one endpoint, with every attempt. */
export type Delivery = {
  /** Id of a delivery. */
  id: string;
  object: "delivery";
  /** What is sent. */
  eventId: string;
  /** What happened. */
  eventType: "session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test";
  /** Where to. */
  endpointId: string;
  /** `pending` more attempts follow · `delivered` a 2xx came · `abandoned` none came, and no attempt follows. */
  status: "pending" | "delivered" | "abandoned";
  /** Null once it has ended. (ISO 8601, UTC) */
  nextAttemptAt: string | null;
  /** When a 2xx came; null until then. (ISO 8601, UTC) */
  deliveredAt: string | null;
  /** First to last. */
  attempts: readonly DeliveryAttempt[];
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When the event was to be sent. (ISO 8601, UTC) */
  createdAt: string;
};

/** A page of a list, newest first. */
export type DeliveryList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Delivery[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** What is being sent again. */
export type Replay = {
  object: "replay";
  /** Where to. */
  endpointId: string;
  /** Events from then on, included. (ISO 8601, UTC) */
  since: string;
  /** How many events will be sent. */
  deliveries: number;
};

/** How a scenario ended. */
export type Simulation = {
  /** What was played. */
  scenario: "exact" | "under" | "over" | "two_parts" | "double" | "late" | "late_after_grace" | "wrong_token" | "internal_transfer" | "reorg_before_paid" | "reorg_after_paid" | "rpc_outage" | "webhook_500_then_200";
  /** As it ended. */
  session: CheckoutSession;
  /** Of its events, with each attempt. */
  deliveries: readonly Delivery[];
};

/** Whose e-mail address stands in sessions. Addresses that differ in capitals alone are one customer. */
export type Customer = {
  /** Id of a customer. */
  id: string;
  object: "customer";
  /** As it was written first. */
  email: string;
  /** How many there are. */
  sessions: number;
  /** How many of them are paid. */
  paidSessions: number;
  /** When the newest one was made; null where there is none any more. (ISO 8601, UTC) */
  lastSessionAt: string | null;
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When the address first stood in a session. (ISO 8601, UTC) */
  createdAt: string;
};

/** A page of a list, newest first. */
export type CustomerList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Customer[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** What the event is about, beside the session itself. */
export type EventDetail = {
  /** The payment that came, was confirmed or was taken back. */
  payment?: string | undefined;
  /** What is still missing, in the smallest unit of the chosen asset. */
  missing?: string | undefined;
  /** Why a settled session failed. */
  reason?: "reorg" | "stall" | undefined;
  /** The payment was mined before the session was switched off, and seen after. */
  minedBefore?: boolean | undefined;
  /** The payment was mined after `expiresAt`, within the grace time. */
  late?: boolean | undefined;
  /** The payment came when all was paid. */
  surplus?: boolean | undefined;
  /** The payment was mined after `graceUntil`: it does not count by itself. */
  afterGrace?: boolean | undefined;
  /** The session was switched off when the payment was seen. */
  afterDeactivation?: boolean | undefined;
  /** The payment is of an asset that was not asked for: it does not count by itself. */
  wrongAsset?: boolean | undefined;
  /** The merchant took what came for enough. */
  accepted?: boolean | undefined;
  /** The session's time is over; what is missing may still come, late. */
  expired?: boolean | undefined;
  /** The grace time is over too. */
  final?: boolean | undefined;
  /** Names of the fields that changed. */
  changed?: readonly string[] | undefined;
};

/** Something happened to a session. */
export type SessionEvent = {
  /** Id of an event. */
  id: string;
  object: "event";
  /** What happened. */
  type: "session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected";
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When it happened. (ISO 8601, UTC) */
  createdAt: string;
  /** Counts a merchant's events in one mode without a gap; null for the moment until it has its number. (at least 1) */
  sequence: number | null;
  /** The session as it was when this happened. */
  data: CheckoutSession;
  detail: EventDetail;
};

/** Sent on request, to try an endpoint. It takes no number. */
export type TestEvent = {
  /** Id of an event. */
  id: string;
  object: "event";
  type: "webhook.test";
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When it was asked for. (ISO 8601, UTC) */
  createdAt: string;
  /** Always null: it is not counted. */
  sequence: null;
  /** The endpoint that is tried. */
  data: {
    object: "webhook_endpoint";
    /** Id of a webhook endpoint. */
    id: string;
    /** Where it is sent to. */
    url: string;
    /** What the endpoint asks for. */
    events: ReadonlyArray<"session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test" | "*">;
  };
  /** Always empty. */
  detail: Record<string, never>;
};

/** What a webhook's body is. */
export type Event = SessionEvent | TestEvent;

/** A page of a list, newest first. */
export type EventList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Event[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** A network on which this merchant can take payments now. */
export type Network = {
  /** CAIP-2. */
  id: string;
  object: "network";
  /** Chain id of the network. (at least 1) */
  chainId: number;
  /** As wallets show it. */
  name: string;
  /** The kind of chain: one receive address serves a whole family. */
  family: "evm";
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** Blocks until a payment is confirmed, where the shop's settings say nothing else for its price. */
  confirmations: number;
  /** What can be taken there. */
  assets: ReadonlyArray<{
    /** As wallets show it. Several contracts may have the same: go by `contract`. */
    symbol: string;
    /** Decimal places of a whole unit. (0 to 255) */
    decimals: number;
    /** The token's contract, lower case; null for the network's own coin. */
    contract: string | null;
    /** CAIP-2. */
    network: string;
    /** In full. */
    name: string;
  }>;
};

/** A page of a list, newest first. */
export type NetworkList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Network[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** A currency in which a price may be. */
export type Currency = {
  /** ISO 4217. */
  id: string;
  object: "currency";
  /** In English. */
  name: string;
  /** Decimal places that an amount may have. */
  decimals: number;
};

/** A page of a list, newest first. */
export type CurrencyList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly Currency[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

/** A page that makes a session for each visitor. */
export type PaymentLink = {
  /** Id of a payment link. */
  id: string;
  object: "payment_link";
  /** The end of its address. */
  slug: string;
  /** What is sold, as the customer reads it. */
  title: string;
  /** More about it; null where none was given. */
  description: string | null;
  /** A picture of it as its host has it; customers see Florin's copy. Null where none was given. */
  imageUrl: string | null;
  /** Null where the customer says how much. */
  fiatAmount: string | null;
  /** ISO 4217. */
  fiatCurrency: string;
  /** `open`: the customer says how much. */
  amountType: "fixed" | "open";
  /** The least of an open amount; null: no limit. */
  minAmount: string | null;
  /** The most of an open amount; null: no limit. */
  maxAmount: string | null;
  /** What an open amount's page offers to choose from; empty: nothing. */
  suggestedAmounts: readonly string[];
  /** Where the customer goes once it is paid; null: stays on the page. */
  successUrl: string | null;
  /** What the customer reads once it is paid; null: Florin's own words. */
  successMessage: string | null;
  /** Where the customer goes to give up; null: no way out is shown. */
  cancelUrl: string | null;
  /** False: visitors and calls get no session. */
  active: boolean;
  /** True: the customer is asked for an e-mail address. */
  collectEmail: boolean;
  /** After so many paid sessions the link takes no more; null: no limit. */
  maxPayments: number | null;
  /** Seconds for which its sessions hold their price; null: the merchant's usual time. */
  expiresIn: number | null;
  /** Null: every way to pay. */
  paymentMethods: ReadonlyArray<{
    /** Chain id of the network. (at least 1) */
    chainId: number;
    /** The token's contract, or `native`. */
    asset: string;
  }> | null;
  /** The merchant's own notes, as they were given. */
  metadata: Readonly<Record<string, string | number | boolean>>;
  /** The page to share. */
  checkoutUrl: string;
  /** False: made with a test key, on test networks. */
  livemode: boolean;
  /** When it was made. (ISO 8601, UTC) */
  createdAt: string;
  /** When it last changed. (ISO 8601, UTC) */
  updatedAt: string;
};

/** A page of a list, newest first. */
export type PaymentLinkList = {
  object: "list";
  /** The page's entries, at most `limit`. */
  data: readonly PaymentLink[];
  /** True: there are older ones. */
  hasMore: boolean;
  /** Send it as `starting_after` to get the next page; null on the last one. */
  nextCursor: string | null;
};

export type CreateCheckoutSessionRequest = {
  /** Id of a payment link: its price and texts. (1 to 64 characters) */
  linkId?: string | null | undefined;
  /** The price. */
  amount?: {
    /** More than zero, with no more decimal places than its currency has. */
    value: string;
    /** ISO 4217. */
    currency: string;
  } | null | undefined;
  /** Chain id of the network that is chosen at first; null or absent: your first one. (1 to 2147483647) */
  chainId?: number | null | undefined;
  /** What is chosen at first there: a symbol, a token's contract, or `native`. (1 to 66 characters) */
  asset?: string | null | undefined;
  /** Only these ways to pay; null or absent: all that you can take. (1 to 50 entries) */
  paymentMethods?: ReadonlyArray<{
    /** Chain id of the network. (1 to 2147483647) */
    chainId: number;
    /** A symbol, a token's contract, or `native`. (1 to 66 characters) */
    asset: string;
  }> | null | undefined;
  /** Your own notes, 16 KiB in all. */
  metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** What it is for, as the customer reads it. (1 to 500 characters) */
  description?: string | null | undefined;
  /** Where the customer goes once it is paid; excludes `successMessage`. (at most 2048 characters) */
  successUrl?: string | null | undefined;
  /** What the customer reads once it is paid. (1 to 500 characters) */
  successMessage?: string | null | undefined;
  /** Where the customer goes to give up. (at most 2048 characters) */
  cancelUrl?: string | null | undefined;
  /** Where the customer goes back to from every other end. (at most 2048 characters) */
  returnUrl?: string | null | undefined;
  /** Where the customer can be written to. (at most 254 characters) */
  customerEmail?: string | null | undefined;
  /** Your order. It has one open session at a time. (1 to 200 characters) */
  clientReferenceId?: string | null | undefined;
  /** Seconds for which the price is held; at least 300 in live mode. (5 to 2592000) */
  expiresIn?: number | null | undefined;
};

export type UpdateCheckoutSessionRequest = {
  /** Your own notes, 16 KiB in all. */
  metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** What it is for, as the customer reads it. (1 to 500 characters) */
  description?: string | null | undefined;
  /** Where the customer goes once it is paid; excludes `successMessage`. (at most 2048 characters) */
  successUrl?: string | null | undefined;
  /** What the customer reads once it is paid. (1 to 500 characters) */
  successMessage?: string | null | undefined;
  /** Where the customer goes to give up. (at most 2048 characters) */
  cancelUrl?: string | null | undefined;
  /** Where the customer goes back to from every other end. (at most 2048 characters) */
  returnUrl?: string | null | undefined;
};

export type DeactivateCheckoutSessionRequest = {
  /** True: also when a payment has been seen. */
  force?: boolean | undefined;
};

export type AddSessionNoteRequest = {
  /** What is to be written down. (1 to 2000 characters) */
  text: string;
};

export type SimulateCheckoutSessionRequest = {
  /** What is to happen. */
  scenario: "exact" | "under" | "over" | "two_parts" | "double" | "late" | "late_after_grace" | "wrong_token" | "internal_transfer" | "reorg_before_paid" | "reorg_after_paid" | "rpc_outage" | "webhook_500_then_200";
};

export type CreatePaymentLinkRequest = {
  /** What is sold, as the customer reads it. (1 to 120 characters) */
  title: string;
  /** The end of its address: 3 to 60 lower-case letters, digits and single hyphens; else one is made. */
  slug?: string | null | undefined;
  /** The price, in units of `fiatCurrency`. */
  fiatAmount?: string | null | undefined;
  /** ISO 4217. */
  fiatCurrency: string;
  /** `open`: the customer says how much. (default "fixed") */
  amountType?: "fixed" | "open" | undefined;
  /** More about it. (1 to 1000 characters) */
  description?: string | null | undefined;
  /** A PNG, JPEG or WebP picture of it, up to 1 MiB. Florin fetches it and shows customers its own copy. (at most 2048 characters) */
  imageUrl?: string | null | undefined;
  /** The least of an open amount, in units of `fiatCurrency`. */
  minAmount?: string | null | undefined;
  /** The most of an open amount, in units of `fiatCurrency`. */
  maxAmount?: string | null | undefined;
  /** Up to six amounts to choose from with one tap, for an open amount. (at most 6 entries) */
  suggestedAmounts?: readonly string[] | null | undefined;
  /** Where the customer goes once it is paid; excludes `successMessage`. (at most 2048 characters) */
  successUrl?: string | null | undefined;
  /** What the customer reads once it is paid. (1 to 500 characters) */
  successMessage?: string | null | undefined;
  /** Where the customer goes to give up. (at most 2048 characters) */
  cancelUrl?: string | null | undefined;
  /** False: visitors and calls get no session. */
  active?: boolean | undefined;
  /** True: the customer is asked for an e-mail address. */
  collectEmail?: boolean | undefined;
  /** After so many paid sessions it takes no more. (1 to 1000000) */
  maxPayments?: number | null | undefined;
  /** Seconds for which its sessions hold their price; at least 300 in live mode. (5 to 2592000) */
  expiresIn?: number | null | undefined;
  /** Your own notes, 16 KiB in all. */
  metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Only these ways to pay; null or absent: all that you can take. (1 to 50 entries) */
  paymentMethods?: ReadonlyArray<{
    /** Chain id of the network. (1 to 2147483647) */
    chainId: number;
    /** A symbol, a token's contract, or `native`. (1 to 66 characters) */
    asset: string;
  }> | null | undefined;
};

export type UpdatePaymentLinkRequest = {
  /** What is sold, as the customer reads it. (1 to 120 characters) */
  title?: string | undefined;
  /** The price of new sessions, in units of `fiatCurrency`. */
  fiatAmount?: string | undefined;
  /** More about it. (1 to 1000 characters) */
  description?: string | null | undefined;
  /** A PNG, JPEG or WebP picture of it, up to 1 MiB. Florin fetches it and shows customers its own copy. (at most 2048 characters) */
  imageUrl?: string | null | undefined;
  /** The least of an open amount, in units of `fiatCurrency`. */
  minAmount?: string | null | undefined;
  /** The most of an open amount, in units of `fiatCurrency`. */
  maxAmount?: string | null | undefined;
  /** Up to six amounts to choose from with one tap, for an open amount. (at most 6 entries) */
  suggestedAmounts?: readonly string[] | null | undefined;
  /** Where the customer goes once it is paid; excludes `successMessage`. (at most 2048 characters) */
  successUrl?: string | null | undefined;
  /** What the customer reads once it is paid. (1 to 500 characters) */
  successMessage?: string | null | undefined;
  /** Where the customer goes to give up. (at most 2048 characters) */
  cancelUrl?: string | null | undefined;
  /** False: visitors and calls get no session. */
  active?: boolean | undefined;
  /** True: the customer is asked for an e-mail address. */
  collectEmail?: boolean | undefined;
  /** After so many paid sessions it takes no more. (1 to 1000000) */
  maxPayments?: number | null | undefined;
  /** Seconds for which its sessions hold their price; at least 300 in live mode. (5 to 2592000) */
  expiresIn?: number | null | undefined;
  /** Your own notes, 16 KiB in all. */
  metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** Only these ways to pay; null or absent: all that you can take. (1 to 50 entries) */
  paymentMethods?: ReadonlyArray<{
    /** Chain id of the network. (1 to 2147483647) */
    chainId: number;
    /** A symbol, a token's contract, or `native`. (1 to 66 characters) */
    asset: string;
  }> | null | undefined;
  /** What becomes of its pending sessions with `active: false`; absent: `deactivate`. */
  openSessions?: "deactivate" | "keep" | undefined;
};

export type CreateWebhookEndpointRequest = {
  /** Where events are sent to: https, and no private address. (1 to 2048 characters) */
  url: string;
  /** Types, or "*" alone for all. (at least 1 entries; default ["*"]) */
  events?: ReadonlyArray<"session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test" | "*"> | undefined;
  /** Your own words. (1 to 500 characters) */
  description?: string | null | undefined;
};

export type UpdateWebhookEndpointRequest = {
  /** Where events are sent to: https, and no private address. (1 to 2048 characters) */
  url?: string | undefined;
  /** Types, or "*" alone for all. (at least 1 entries) */
  events?: ReadonlyArray<"session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test" | "*"> | undefined;
  /** Your own words. (1 to 500 characters) */
  description?: string | null | undefined;
  /** False: nothing is sent; true: switched on again. */
  active?: boolean | undefined;
};

export type ReplayEventsRequest = {
  /** Events from then on, included. ISO 8601; a date alone is its midnight, UTC. */
  since: string;
};

export type RotateWebhookSecretRequest = {
  /** Seconds for which webhooks are signed with both secrets; 0: the old one ends at once. (0 to 604800; default 86400) */
  overlapSeconds?: number | undefined;
};

/** The kind of an error: what its HTTP status says. */
export type ErrorType = "authentication" | "permission" | "invalid_request" | "not_found" | "conflict" | "rate_limited" | "server";

/** What went wrong. A code keeps its meaning for ever. */
export type ErrorCode = "missing_key" | "invalid_key" | "metrics_token_wrong" | "cron_secret_wrong" | "missing_scope" | "dashboard_only" | "foreign_origin" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "forbidden_field" | "too_many_fields" | "too_deep" | "secret_refused" | "excludes_success_url" | "currency_unsupported" | "currency_differs" | "amount_too_small" | "amount_too_large" | "amount_is_fixed" | "amount_is_open" | "link_has_price" | "link_inactive" | "asset_unsupported" | "network_not_connected" | "network_unknown" | "no_network" | "no_wallet" | "url_refused" | "password_length" | "wallet_checksum" | "wallet_depth" | "wallet_family" | "wallet_incomplete" | "wallet_is_name" | "wallet_is_receive_address" | "wallet_is_token" | "wallet_prefix" | "wallet_test_key" | "wallet_unknown" | "wallet_unspendable" | "method_not_allowed" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "price_differs" | "slug_taken" | "link_archived" | "payment_seen" | "already_final" | "not_expired" | "too_late" | "order_has_open_session" | "email_known" | "endpoint_inactive" | "too_many_endpoints" | "wallet_taken" | "session_not_waiting" | "scenario_running" | "reorg_too_deep" | "coin_not_taken" | "webhook_refused" | "rate_limited" | "internal" | "unavailable" | "busy" | "rate_unavailable" | "policy_invalid" | "chain_unavailable" | "scenario_timeout" | "metrics_disabled" | "cron_disabled";

/** Every call that an API key can make: what it takes, what it answers, and the codes of the errors it may answer with. */
export type Operations = {
  /** Create a checkout session. */
  createCheckoutSession: {
    query: undefined;
    body: CreateCheckoutSessionRequest;
    answer: CheckoutSession;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "excludes_success_url" | "currency_unsupported" | "currency_differs" | "amount_too_small" | "amount_too_large" | "link_has_price" | "link_inactive" | "asset_unsupported" | "network_not_connected" | "no_network" | "no_wallet" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "price_differs" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "rate_unavailable" | "policy_invalid" | "busy" | "unavailable";
  };
  /** List checkout sessions. */
  listCheckoutSessions: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
      /** Those that have it now. */
      status?: "pending" | "detected" | "underpaid" | "overpaid" | "paid" | "paid_late" | "expired" | "failed" | "deactivated" | undefined;
      /** Those that were made by this payment link. (1 to 64 characters) */
      linkId?: string | undefined;
      /** Those of this order. (1 to 200 characters) */
      clientReferenceId?: string | undefined;
      /** Those of this customer; capitals do not matter. (1 to 254 characters) */
      customerEmail?: string | undefined;
      /** Those with this receive address. (1 to 128 characters) */
      address?: string | undefined;
      /** Those to which this transaction paid. (1 to 128 characters) */
      txHash?: string | undefined;
      /** Those made from then on. ISO 8601; a date alone is its midnight, UTC. */
      createdAfter?: string | undefined;
      /** Those made before. ISO 8601; a date alone is its midnight, UTC. */
      createdBefore?: string | undefined;
    };
    body: undefined;
    answer: CheckoutSessionList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Get a checkout session. */
  getCheckoutSession: {
    query: undefined;
    body: undefined;
    answer: CheckoutSession;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Update a checkout session. */
  updateCheckoutSession: {
    query: undefined;
    body: UpdateCheckoutSessionRequest;
    answer: CheckoutSession;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "excludes_success_url" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Deactivate a checkout session. */
  deactivateCheckoutSession: {
    query: undefined;
    body: DeactivateCheckoutSessionRequest;
    answer: CheckoutSession;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "payment_seen" | "already_final" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Why is this session not paid by that transaction?. */
  diagnoseCheckoutSession: {
    query: {
      /** Number of a transaction: 0x and 64 hexadecimal digits. */
      txHash: string;
    };
    body: undefined;
    answer: Diagnosis;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Write something down about a session. */
  addSessionNote: {
    query: undefined;
    body: AddSessionNoteRequest;
    answer: Note;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** List a session's notes. */
  listSessionNotes: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
    };
    body: undefined;
    answer: NoteList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** List a session's payments. */
  listSessionPayments: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
    };
    body: undefined;
    answer: PaymentList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Play a scenario on a session. */
  simulateCheckoutSession: {
    query: undefined;
    body: SimulateCheckoutSessionRequest;
    answer: Simulation;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "session_not_waiting" | "scenario_running" | "reorg_too_deep" | "coin_not_taken" | "webhook_refused" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "chain_unavailable" | "scenario_timeout" | "unavailable";
  };
  /** Create a payment link. */
  createPaymentLink: {
    query: undefined;
    body: CreatePaymentLinkRequest;
    answer: PaymentLink;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "excludes_success_url" | "currency_unsupported" | "amount_is_fixed" | "amount_is_open" | "network_unknown" | "asset_unsupported" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "idempotency_key_reused" | "idempotency_in_progress" | "slug_taken" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "busy" | "unavailable";
  };
  /** List payment links. */
  listPaymentLinks: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
      /** Those that are switched on, or off. */
      active?: boolean | undefined;
      /** Those that are archived, or not. */
      archived?: boolean | undefined;
    };
    body: undefined;
    answer: PaymentLinkList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Get a payment link. */
  getPaymentLink: {
    query: undefined;
    body: undefined;
    answer: PaymentLink;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Update a payment link. */
  updatePaymentLink: {
    query: undefined;
    body: UpdatePaymentLinkRequest;
    answer: PaymentLink;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "excludes_success_url" | "amount_is_fixed" | "amount_is_open" | "network_unknown" | "asset_unsupported" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "link_archived" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Archive a payment link. */
  archivePaymentLink: {
    query: undefined;
    body: undefined;
    answer: PaymentLink;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Send a delivery again, now. */
  redeliver: {
    query: undefined;
    body: undefined;
    answer: Delivery;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "endpoint_inactive" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Create a webhook endpoint. */
  createWebhookEndpoint: {
    query: undefined;
    body: CreateWebhookEndpointRequest;
    answer: WebhookEndpointWithSecret;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "url_refused" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "idempotency_key_reused" | "idempotency_in_progress" | "too_many_endpoints" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** List webhook endpoints. */
  listWebhookEndpoints: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
    };
    body: undefined;
    answer: WebhookEndpointList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Get a webhook endpoint. */
  getWebhookEndpoint: {
    query: undefined;
    body: undefined;
    answer: WebhookEndpoint;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Update a webhook endpoint. */
  updateWebhookEndpoint: {
    query: undefined;
    body: UpdateWebhookEndpointRequest;
    answer: WebhookEndpoint;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "url_refused" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Delete a webhook endpoint. */
  deleteWebhookEndpoint: {
    query: undefined;
    body: undefined;
    answer: DeletedWebhookEndpoint;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** List an endpoint's deliveries. */
  listEndpointDeliveries: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
    };
    body: undefined;
    answer: DeliveryList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Send every event since a moment again. */
  replayEvents: {
    query: undefined;
    body: ReplayEventsRequest;
    answer: Replay;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "endpoint_inactive" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Give a webhook endpoint a new secret. */
  rotateWebhookSecret: {
    query: undefined;
    body: RotateWebhookSecretRequest;
    answer: WebhookEndpointWithSecret;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** Send a test event. */
  testWebhookEndpoint: {
    query: undefined;
    body: undefined;
    answer: Delivery;
    errors: "secret_refused" | "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "forbidden_field" | "too_many_fields" | "too_deep" | "invalid_json" | "invalid_encoding" | "incomplete_body" | "missing_key" | "invalid_key" | "missing_scope" | "foreign_origin" | "not_found" | "idempotency_key_reused" | "idempotency_in_progress" | "endpoint_inactive" | "body_too_large" | "unsupported_media_type" | "unsupported_encoding" | "rate_limited" | "internal" | "unavailable";
  };
  /** List events. */
  listEvents: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
      /** Those of this type. */
      type?: "session.created" | "session.detected" | "session.underpaid" | "session.paid" | "session.overpaid" | "session.paid_late" | "session.expired" | "session.failed" | "session.deactivated" | "session.updated" | "session.requoted" | "payment.received" | "payment.confirmed" | "payment.reverted" | "session.corrected" | "webhook.test" | undefined;
      /** Id of a session. (1 to 64 characters) */
      session?: string | undefined;
      /** Events with a higher number alone. (0 to 999999999999999) */
      sequenceAfter?: number | undefined;
      /** Events with a lower number alone: with sequenceAfter, a gap. (0 to 999999999999999) */
      sequenceBefore?: number | undefined;
    };
    body: undefined;
    answer: EventList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Get an event. */
  getEvent: {
    query: undefined;
    body: undefined;
    answer: Event;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** List customers. */
  listCustomers: {
    query: {
      /** How many a page has; 25 unless you say. (1 to 100) */
      limit?: number | undefined;
      /** The id of the last one of the page before: `nextCursor`. (1 to 64 characters) */
      starting_after?: string | undefined;
      /** The whole address; capitals do not matter. (1 to 254 characters) */
      email?: string | undefined;
    };
    body: undefined;
    answer: CustomerList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** Get a customer. */
  getCustomer: {
    query: undefined;
    body: undefined;
    answer: Customer;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "not_found" | "rate_limited" | "internal" | "unavailable";
  };
  /** List the currencies in which a price may be. */
  listCurrencies: {
    query: undefined;
    body: undefined;
    answer: CurrencyList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "rate_limited" | "internal" | "unavailable";
  };
  /** List the networks and assets that you can take now. */
  listNetworks: {
    query: undefined;
    body: undefined;
    answer: NetworkList;
    errors: "missing_field" | "invalid_field" | "unknown_field" | "duplicate_field" | "missing_key" | "invalid_key" | "missing_scope" | "rate_limited" | "internal" | "unavailable";
  };
};

/** Where each call goes. */
export const ROUTES: { readonly [Name in keyof Operations]: readonly ["GET" | "POST" | "PATCH" | "DELETE", string] } = {
  createCheckoutSession: ["POST", "/api/v1/checkout_sessions"],
  listCheckoutSessions: ["GET", "/api/v1/checkout_sessions"],
  getCheckoutSession: ["GET", "/api/v1/checkout_sessions/{id}"],
  updateCheckoutSession: ["PATCH", "/api/v1/checkout_sessions/{id}"],
  deactivateCheckoutSession: ["POST", "/api/v1/checkout_sessions/{id}/deactivate"],
  diagnoseCheckoutSession: ["GET", "/api/v1/checkout_sessions/{id}/diagnosis"],
  addSessionNote: ["POST", "/api/v1/checkout_sessions/{id}/notes"],
  listSessionNotes: ["GET", "/api/v1/checkout_sessions/{id}/notes"],
  listSessionPayments: ["GET", "/api/v1/checkout_sessions/{id}/payments"],
  simulateCheckoutSession: ["POST", "/api/v1/test/checkout_sessions/{id}/simulate"],
  createPaymentLink: ["POST", "/api/v1/payment_links"],
  listPaymentLinks: ["GET", "/api/v1/payment_links"],
  getPaymentLink: ["GET", "/api/v1/payment_links/{id}"],
  updatePaymentLink: ["PATCH", "/api/v1/payment_links/{id}"],
  archivePaymentLink: ["DELETE", "/api/v1/payment_links/{id}"],
  redeliver: ["POST", "/api/v1/deliveries/{id}/redeliver"],
  createWebhookEndpoint: ["POST", "/api/v1/webhook_endpoints"],
  listWebhookEndpoints: ["GET", "/api/v1/webhook_endpoints"],
  getWebhookEndpoint: ["GET", "/api/v1/webhook_endpoints/{id}"],
  updateWebhookEndpoint: ["PATCH", "/api/v1/webhook_endpoints/{id}"],
  deleteWebhookEndpoint: ["DELETE", "/api/v1/webhook_endpoints/{id}"],
  listEndpointDeliveries: ["GET", "/api/v1/webhook_endpoints/{id}/deliveries"],
  replayEvents: ["POST", "/api/v1/webhook_endpoints/{id}/replay"],
  rotateWebhookSecret: ["POST", "/api/v1/webhook_endpoints/{id}/rotate_secret"],
  testWebhookEndpoint: ["POST", "/api/v1/webhook_endpoints/{id}/test"],
  listEvents: ["GET", "/api/v1/events"],
  getEvent: ["GET", "/api/v1/events/{id}"],
  listCustomers: ["GET", "/api/v1/customers"],
  getCustomer: ["GET", "/api/v1/customers/{id}"],
  listCurrencies: ["GET", "/api/v1/currencies"],
  listNetworks: ["GET", "/api/v1/networks"],
};
