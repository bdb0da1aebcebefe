import { z } from "zod";
import { SCENARIOS } from "../../checkout/scenario";
import { checkoutSession } from "./checkout-session";
import { component } from "./component";
import { chainId, count } from "./parts";
import { delivery } from "./webhook-endpoint";

export const simulation = component(
  "Simulation",
  "How a scenario ended.",
  z.strictObject({
    scenario: z.enum(SCENARIOS).describe("What was played."),
    session: checkoutSession.describe("As it ended."),
    deliveries: z.array(delivery).describe("Of its events, with each attempt."),
  }),
);

export const testPayment = component(
  "TestPayment",
  "Sent.",
  z.strictObject({ txHash: z.string().describe("Of the payment's transaction.") }),
);

export const health = component(
  "Health",
  "How far behind each connected network is.",
  z.strictObject({
    database: z.boolean().describe("True: it answers."),
    networks: z
      .array(
        z.strictObject({
          chainId,
          name: z.string().describe("As wallets show it."),
          scannedThrough: count.nullable().describe("Height of the last block that was scanned; null before the first."),
          behindSeconds: count.nullable().describe("Seconds since that block was made; null before the first."),
          lastScanSecondsAgo: count.nullable().describe("Seconds since a scan last got through; null before the first."),
          failingSeconds: count.nullable().describe("Seconds for which every scan has failed; null while they get through."),
          balancesFailingSeconds: count
            .nullable()
            .describe(
              "Seconds for which balances could not be compared, so that coin sent by contracts stays unseen; null while they can be.",
            ),
          stalled: z.boolean().describe("True: its head has not moved for too long."),
        }),
      )
      .describe("The connected ones."),
  }),
);

export const readiness = component(
  "Readiness",
  "Whether this process may be given requests.",
  z.strictObject({ ready: z.boolean().describe("True: its database answers and has the right tables.") }),
);

export const tick = component(
  "Tick",
  "What one run of the engine did.",
  z.strictObject({
    networks: z
      .array(
        z.looseObject({
          chainId,
          outcome: z.string().describe("`scanned` · `idle` nothing new · `skipped` another run has it · `problem`."),
        }),
      )
      .describe("What became of each network."),
    skipped: z.array(chainId).describe("Networks that another run has."),
  }),
);
