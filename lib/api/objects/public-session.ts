import { z } from "zod";
import { paymentStatus, sessionFlags, sessionStatus } from "./checkout-session";
import { component } from "./component";
import { amount, asset, chainId, count, decimal, fiat, idOf, livemode, moment } from "./parts";

const publicMethod = component(
  "PublicPaymentMethod",
  "One way to pay, as the customer's page shows it.",
  z.strictObject({
    chainId,
    networkName: z.string(),
    local: z.boolean().describe("A test chain on the server's own machine."),
    asset: z.strictObject({ ...asset.shape, name: z.string() }),
    address: z.string(),
    amount,
    rate: z.strictObject({ base: z.string(), quote: z.string(), value: decimal }),
    uri: z.string(),
    confirmations: count.describe("Needed."),
    usualMs: count.describe("Rough time until confirmed, milliseconds."),
  }),
);

const publicPayment = component(
  "PublicPayment",
  "A payment, as the customer's page shows it.",
  z.strictObject({
    txHash: z.string().nullable(),
    chainId,
    networkName: z.string(),
    symbol: z.string(),
    amount,
    state: z.enum(["seen", "confirmed", "reverted"]),
    late: z.boolean(),
    counts: z.boolean().describe("False: recorded, but no part of this price."),
    confirmations: z.strictObject({ seen: count, required: count }),
    explorerUrl: z.string().nullable(),
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
    version: count.min(1),
    merchantName: z.string(),
    supportContact: text,
    description: text,
    fiat,
    chosen: z.strictObject({ chainId, asset: z.string().describe("The token's contract, or `native`.") }),
    methods: z.array(publicMethod),
    amount,
    amountReceived: amount,
    amountRemaining: amount,
    amountOverpaid: amount,
    payments: z.array(publicPayment),
    confirmations: z.strictObject({ seen: count, required: count }),
    expiresAt: moment,
    graceUntil: moment,
    secondsLeft: count.describe("Until the quote ends."),
    secondsHeld: count.describe("For how long the quote was held when it was made."),
    graceSecondsLeft: count.describe("Until a late payment stops counting."),
    requotable: z.boolean().describe("A new price may be asked for."),
    paidAt: moment.nullable(),
    txHash: text,
    successUrl: text,
    successMessage: text,
    cancelUrl: text,
    returnUrl: text,
    testPayment: z.boolean(),
    final: z.boolean().describe("Nothing that can happen would change this any more."),
  }),
);
