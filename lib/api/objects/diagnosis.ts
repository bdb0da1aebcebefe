import { z } from "zod";
import { DIAGNOSIS_REASONS } from "../../checkout/diagnosis";
import { component } from "./component";
import { chainId, count, decimal, moment } from "./parts";

const amountOf = z
  .strictObject({
    wei: z.string().describe("In the asset's smallest unit: an integer as text."),
    eth: decimal.describe("In whole units, as people read it."),
    symbol: z.string().describe("Of the asset, as wallets show it."),
  })
  .nullable();

export const diagnosis = component(
  "Diagnosis",
  "Why a session is not paid by a transaction, or that it is.",
  z.strictObject({
    object: z.literal("diagnosis"),
    reason: z
      .enum(DIAGNOSIS_REASONS)
      .describe(
        "Counted: `counted` · `surplus` when all was paid · `closed` when the session was off or had failed. Counted, not enough yet: `confirming` · `after_expiry` the same, late · `short`. Not counted by itself: `after_grace` · `wrong_token` · `wrong_chain` · `before_session`. Not here: `scanner_behind` · `not_recorded` · `taken_back` by a reorg · `reverted` on the chain · `wrong_recipient` · `inside_contract` · `not_mined` · `not_found` · `network_unreachable`.",
      ),
    txHash: z.string().describe("The transaction that was asked about, lower case."),
    network: z
      .strictObject({ chainId, name: z.string().describe("As wallets show it.") })
      .nullable()
      .describe("Where the transaction is; null where it was not found."),
    amount: amountOf.describe("What came to the session's address; null too where its token is not listed."),
    missing: amountOf.describe("What the session still waits for, in the asset that is chosen; null where that is nothing."),
    confirmations: z
      .strictObject({
        seen: count.describe("Blocks that have it or stand on it."),
        required: count.describe("Blocks until it is confirmed."),
      })
      .nullable()
      .describe("Of the transaction; null where no block has it."),
    blocksBehind: count.nullable().describe("Blocks until our scan is there; null where it is not behind."),
    sentTo: z.string().nullable().describe("Whom it paid instead; null where that is not the reason."),
    minedAt: moment.nullable().describe("Time of its block; null where no block has it."),
    explorerUrl: z.string().nullable().describe("A page about it; null where the network has no explorer."),
  }),
);
