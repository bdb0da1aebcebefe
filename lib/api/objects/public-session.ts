import { z } from "zod";
import { paymentStatus, sessionFlags, sessionStatus } from "./checkout-session";
import { component } from "./component";
import { amount, asset, chainId, count, decimal, fiat, idOf, livemode, moment } from "./parts";

const publicMethod = component(
  "PublicPaymentMethod",
  "One way to pay, as the customer's page shows it.",
  z.strictObject({
    chainId,
    networkName: z.string().describe("As wallets show it."),
    local: z.boolean().describe("A test chain on the server's own machine."),
    asset: z.strictObject({ ...asset.shape, name: z.string().describe("In full.") }).describe("What to send."),
    address: z.string().describe("Where to pay; on EVM networks with its checksum."),
    amount: amount.describe("Due."),
    rate: z
      .strictObject({
        base: z.string().describe("Symbol of the coin or token."),
        quote: z.string().describe("The price's currency, ISO 4217."),
        value: decimal.describe("Units of `quote` for one `base`."),
      })
      .describe("By which the price became the amount due."),
    uri: z
      .string()
      .describe(
        "The payment as a URI, for wallets: EIP-681 with what is missing for a native coin, the bare address for a token.",
      ),
    confirmations: count.describe("Needed."),
    usualMs: count.describe("Rough time until confirmed, milliseconds."),
    fee: z.enum(["low", "high"]).describe("What the network takes for a transfer, beside the other networks."),
  }),
);

const confirmations = z.strictObject({
  seen: count.describe("Blocks that have it or stand on it."),
  required: count.describe("Blocks until it is confirmed."),
});

const publicPayment = component(
  "PublicPayment",
  "A payment, as the customer's page shows it.",
  z.strictObject({
    txHash: z.string().nullable().describe("Null while an internal payment's transaction is not known."),
    chainId,
    networkName: z.string().describe("As wallets show it."),
    symbol: z.string().describe("Of the asset, as wallets show it."),
    amount,
    state: z.enum(["seen", "confirmed", "reverted"]).describe("`reverted`: the chain took it back."),
    late: z.boolean().describe("Mined after the session's time was over."),
    counts: z.boolean().describe("False: recorded, but no part of this price."),
    confirmations: confirmations.describe("Of this payment."),
    explorerUrl: z.string().nullable().describe("A page about it; null where the network has no explorer."),
  }),
);

const text = z.string().nullable();

export const publicSession = component(
  "PublicSession",
  "What whoever knows a session's id may know of it: nothing of the customer, nothing of the merchant's own.",
  z.strictObject({
    id: idOf("session"),
    object: z.literal("checkout_session"),
    livemode,
    status: sessionStatus,
    paymentStatus,
    flags: sessionFlags,
    version: count.min(1).describe("Grows by one with each change: of two copies the higher is the newer."),
    merchantName: z.string().describe("The shop's name."),
    supportContact: text.describe("Where the shop can be written to; null where it has not said."),
    supportUrl: text.describe("A page where the shop can be asked; null where it has not said."),
    supportText: text.describe("How else the shop can be asked, in plain words; null where it has not said."),
    description: text.describe("What it is for; null where the shop has not said."),
    fiat: fiat.describe("The price."),
    chosen: z
      .strictObject({ chainId, asset: z.string().describe("The token's contract, or `native`.") })
      .describe("The chosen way to pay."),
    methods: z.array(publicMethod).describe("Every way to pay."),
    amount: amount.describe("Due, in the chosen asset."),
    amountReceived: amount.describe("What counts, of all that came."),
    amountRemaining: amount.describe("What is still missing."),
    amountOverpaid: amount.describe("What is too much."),
    exchangeAmount: amount.describe(
      "What to enter at an exchange that keeps its fee out of the amount: what is missing, and room for the usual fee, never so much that it would be overpaid.",
    ),
    payments: z.array(publicPayment).describe("First to last."),
    confirmations: confirmations.describe("Of the completing payment."),
    expiresAt: moment.describe("Until then the amount due is held."),
    graceUntil: moment.describe("Money that comes later does not count by itself."),
    secondsLeft: count.describe("Seconds until the quote ends."),
    secondsHeld: count.describe("Seconds for which the quote was held when it was made."),
    graceSecondsLeft: count.describe("Seconds until a late payment stops counting."),
    requotable: z.boolean().describe("A new price may be asked for."),
    paidAt: moment.nullable().describe("When it became paid; null until then."),
    txHash: text.describe("The completing payment's, once it is seen; null until then."),
    successUrl: text.describe("Where to go once it is paid; null: nowhere."),
    successMessage: text.describe("What to read once it is paid; null: Florin's own words."),
    cancelUrl: text.describe("Where to go to give up; null: nowhere."),
    returnUrl: text.describe("Where to go back to from every other end; null: nowhere."),
    testPayment: z.boolean().describe("True: on a local test chain, whose test wallet can pay it."),
    final: z.boolean().describe("Nothing that can happen would change this any more."),
    proof: z
      .string()
      .describe(
        "Ed25519, base64url, by the key at /.well-known/florin-checkout-key.json, over `florin-pay-1|id|chainId|networkName|contract or native|symbol|address|wei missing|eth missing|expiresAt|uri` of the chosen way.",
      ),
  }),
);
