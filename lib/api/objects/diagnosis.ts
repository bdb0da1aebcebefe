import { z } from "zod";
import { DIAGNOSIS_REASONS } from "../../checkout/diagnosis";
import { component } from "./component";
import { chainId, count, decimal, moment } from "./parts";

const amountOf = z.strictObject({ wei: z.string(), eth: decimal, symbol: z.string() }).nullable();

export const diagnosis = component(
  "Diagnosis",
  "Why a session is not paid by a transaction, or that it is.",
  z.strictObject({
    object: z.literal("diagnosis"),
    reason: z.enum(DIAGNOSIS_REASONS),
    txHash: z.string(),
    network: z.strictObject({ chainId, name: z.string() }).nullable().describe("Where the transaction is."),
    amount: amountOf.describe("What came to the session's address; null too where its token is not listed."),
    missing: amountOf.describe("What the session still waits for, in the asset that is chosen."),
    confirmations: z.strictObject({ seen: count, required: count }).nullable(),
    blocksBehind: count.nullable().describe("Blocks until our scan is there."),
    sentTo: z.string().nullable().describe("Whom it paid instead."),
    minedAt: moment.nullable(),
    explorerUrl: z.string().nullable(),
  }),
);
