import { z } from "zod";
import { SESSION_FLAGS, SESSION_STATUSES } from "../../checkout/session";
import { component } from "./component";
import { amount, asset, chainId, count, decimal, fiat, idOf, listOf, livemode, metadata, moment } from "./parts";

const rate = component(
  "Rate",
  "An exchange rate, locked, with the word of each source it was made of.",
  z.strictObject({
    base: z.string().meta({ examples: ["ETH"] }),
    quote: z.string().meta({ examples: ["USD"] }),
    value: decimal.meta({ description: "Units of `quote` for one `base`.", examples: ["2500"] }),
    lockedAt: moment,
    sources: z.array(z.strictObject({ name: z.string(), value: decimal, at: moment })),
  }),
);

const method = component(
  "PaymentMethod",
  "One way to pay the session. All of them are watched, whichever is chosen.",
  z.strictObject({
    chainId,
    asset,
    address: z.string().describe("Where to pay; on EVM networks with its checksum."),
    amount: amount.describe("Due when the quote was made."),
    rate,
    uri: z.string().describe("The payment as a URI, for a QR code."),
  }),
);

export const payment = component(
  "Payment",
  "What the chain says came to the session's address.",
  z.strictObject({
    id: idOf("payment"),
    txHash: z.string().nullable().describe("Null while an internal payment's transaction is not known."),
    chainId,
    asset,
    amount,
    fiatAtReceipt: fiat.nullable().describe("What it was worth when it was seen."),
    kind: z.enum(["native", "token", "internal"]).describe("`internal`: a contract sent it."),
    blockNumber: count,
    confirmations: count.describe("Blocks on top and its own; 1 once it is mined."),
    state: z.enum(["seen", "confirmed", "reverted"]).describe("`reverted`: the chain took it back."),
    late: z.boolean().describe("Mined after the session's time was over."),
    from: z.string().nullable().describe("Null while an internal payment's transaction is not known."),
  }),
);

export const paymentList = listOf("Payment", payment);

const quote = component(
  "Quote",
  "What was asked, and for how long.",
  z.strictObject({
    startsAt: moment,
    expiresAt: moment,
    graceUntil: moment,
    methods: z.array(
      z.strictObject({
        chainId,
        contract: z.string().nullable().describe("Null for the network's own coin."),
        amount,
        rate: decimal,
      }),
    ),
  }),
);

export const sessionStatus = z.enum(SESSION_STATUSES).meta({
  description:
    "`pending` waits · `detected` enough is seen, not confirmed · `underpaid` · `overpaid` as detected, and too much · `paid` · `paid_late` completed in the grace time · `expired` · `failed` the chain took a settled payment back · `deactivated`.",
});
export const paymentStatus = z.enum(["unpaid", "partial", "paid", "cancelled", "expired"]);
export const sessionFlags = z.array(z.enum(SESSION_FLAGS)).describe("What one status cannot say.");

const text = z.string().nullable();

export const checkoutSession = component(
  "CheckoutSession",
  "One order to be paid once: its price, the ways to pay it, and what has come.",
  z.strictObject({
    id: idOf("session"),
    object: z.literal("checkout_session"),
    livemode,
    createdAt: moment,
    updatedAt: moment,
    version: count.min(1).describe("Grows by one with each change: of two copies the higher is the newer."),
    linkId: idOf("paymentLink").nullable().describe("The payment link it was made by."),
    status: sessionStatus,
    paymentStatus,
    chainId,
    address: z.string().describe("Where to pay, by the chosen way."),
    asset: asset.describe("Of the chosen way to pay."),
    amount: amount.describe("Due."),
    amountReceived: amount,
    amountRemaining: amount,
    amountOverpaid: amount,
    fiat: fiat.describe("The price."),
    ethPriceUsd: decimal.describe("Price of the chosen asset in US dollars, locked."),
    rate,
    methods: z.array(method),
    payments: z.array(payment).describe("First to last."),
    confirmations: z.strictObject({ seen: count, required: count }).describe("Of the completing payment."),
    flags: sessionFlags,
    quotes: z.array(quote).describe("The last one is in force."),
    expiresAt: moment,
    graceUntil: moment.describe("Money that comes later does not count by itself."),
    paidAt: moment.nullable(),
    deactivatedAt: moment.nullable(),
    txHash: z.string().nullable().describe("The completing payment's, once it is seen."),
    metadata,
    description: text,
    successUrl: text,
    successMessage: text,
    cancelUrl: text,
    returnUrl: text,
    customerEmail: text,
    clientReferenceId: text.describe("Your order. It has one open session at a time."),
    checkoutUrl: z.string().meta({ format: "uri", description: "The page to send the customer to." }),
  }),
);

export const checkoutSessionList = listOf("CheckoutSession", checkoutSession);

export const note = component(
  "Note",
  "What somebody wrote down about a session. Customers do not see it.",
  z.strictObject({
    id: idOf("note"),
    object: z.literal("note"),
    sessionId: idOf("session"),
    text: z.string(),
    by: z.string().describe("Id of the API key or of the person."),
    createdAt: moment,
  }),
);

export const noteList = listOf("Note", note);
