import { z } from "zod";
import { SESSION_FLAGS, SESSION_STATUSES } from "../../checkout/session";
import { component } from "./component";
import { amount, asset, chainId, count, decimal, fiat, idOf, listOf, livemode, metadata, moment } from "./parts";

const rate = component(
  "Rate",
  "An exchange rate, locked, with the word of each source it was made of.",
  z.strictObject({
    base: z.string().meta({ description: "Symbol of the coin or token.", examples: ["ETH"] }),
    quote: z.string().meta({ description: "The price's currency, ISO 4217.", examples: ["USD"] }),
    value: decimal.meta({ description: "Units of `quote` for one `base`.", examples: ["2500"] }),
    lockedAt: moment.describe("When it was fixed for this quote."),
    sources: z
      .array(
        z.strictObject({
          name: z.string().describe("Who said so."),
          value: decimal.describe("Units of `quote` for one `base`, by this source."),
          at: moment.describe("When the source was asked."),
        }),
      )
      .describe("What `value` is the median of."),
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
    fiatAtReceipt: fiat.nullable().describe("What it was worth when it was seen; null where its asset was not asked for."),
    kind: z.enum(["native", "token", "internal"]).describe("`internal`: a contract sent it."),
    blockNumber: count.describe("Height of its block."),
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
    startsAt: moment.describe("From then on its amounts were asked."),
    expiresAt: moment.describe("Until then its amounts are held."),
    graceUntil: moment.describe("Until then a payment still counts, as late."),
    methods: z
      .array(
        z.strictObject({
          chainId,
          contract: z.string().nullable().describe("The token's contract, lower case; null for the network's own coin."),
          amount: amount.describe("Due."),
          rate: decimal.describe("Units of the price's currency for one whole unit of the asset."),
        }),
      )
      .describe("What was asked, by each way to pay."),
  }),
);

export const sessionStatus = z.enum(SESSION_STATUSES).meta({
  description:
    "`pending` waits · `detected` enough is seen, not confirmed · `underpaid` · `overpaid` as detected, and too much · `paid` · `paid_late` completed in the grace time · `expired` · `failed` the chain took a settled payment back · `deactivated`.",
});
export const paymentStatus = z
  .enum(["unpaid", "partial", "paid", "cancelled", "expired"])
  .describe("In short: `partial` some came, not enough · `cancelled` switched off before it was paid.");
export const sessionFlags = z.array(z.enum(SESSION_FLAGS)).describe("What one status cannot say.");

const text = z.string().nullable();

export const checkoutSession = component(
  "CheckoutSession",
  "One order to be paid once: its price, the ways to pay it, and what has come.",
  z.strictObject({
    id: idOf("session"),
    object: z.literal("checkout_session"),
    livemode,
    createdAt: moment.describe("When it was made."),
    updatedAt: moment.describe("When it last changed."),
    version: count.min(1).describe("Grows by one with each change: of two copies the higher is the newer."),
    linkId: idOf("paymentLink").nullable().describe("The payment link it was made by; null where none was."),
    status: sessionStatus,
    paymentStatus,
    chainId,
    address: z.string().describe("Where to pay, by the chosen way."),
    asset: asset.describe("Of the chosen way to pay."),
    amount: amount.describe("Due."),
    amountReceived: amount.describe("What counts, of all that came, in the chosen asset."),
    amountRemaining: amount.describe("What is still missing."),
    amountOverpaid: amount.describe("What is too much."),
    fiat: fiat.describe("The price."),
    ethPriceUsd: decimal.describe("Price of the chosen asset in US dollars, locked."),
    rate: rate.describe("By which the price became the amount due."),
    methods: z.array(method).describe("Every way to pay. Whatever comes by any of them counts."),
    payments: z.array(payment).describe("First to last."),
    confirmations: z
      .strictObject({
        seen: count.describe("Blocks that have it or stand on it."),
        required: count.describe("Blocks until it is confirmed."),
      })
      .describe("Of the completing payment."),
    flags: sessionFlags,
    quotes: z.array(quote).describe("The last one is in force."),
    expiresAt: moment.describe("Until then the amount due is held. A payment counts by the time of its block."),
    graceUntil: moment.describe("Money that comes later does not count by itself."),
    paidAt: moment.nullable().describe("When it became paid; null until then."),
    deactivatedAt: moment.nullable().describe("When it was switched off; null where it was not."),
    txHash: z.string().nullable().describe("The completing payment's, once it is seen; null until then."),
    metadata,
    description: text.describe("What it is for, as the customer reads it; null where none was given."),
    successUrl: text.describe("Where the customer goes once it is paid; null: stays on the page."),
    successMessage: text.describe("What the customer reads once it is paid; null: Florin's own words."),
    cancelUrl: text.describe("Where the customer goes to give up; null: no way out is shown."),
    returnUrl: text.describe("Where the customer goes back to from every other end; null: nowhere."),
    customerEmail: text.describe("Where the customer can be written to; null where nobody said."),
    clientReferenceId: text.describe("Your order. It has one open session at a time; null where none was given."),
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
    sessionId: idOf("session").describe("The session it is about."),
    text: z.string().describe("What was written, up to 2 000 characters."),
    by: z.string().describe("Id of the API key or of the person."),
    createdAt: moment.describe("When it was written."),
  }),
);

export const noteList = listOf("Note", note);
