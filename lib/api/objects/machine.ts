import { z } from "zod";
import { SCENARIOS } from "../../checkout/scenario";
import { checkoutSession } from "./checkout-session";
import { component } from "./component";
import { chainId, count } from "./parts";
import { delivery } from "./webhook-endpoint";

export const simulation = component(
  "Simulation",
  "How a scenario ended.",
  z.strictObject({ scenario: z.enum(SCENARIOS), session: checkoutSession, deliveries: z.array(delivery) }),
);

export const testPayment = component("TestPayment", "Sent.", z.strictObject({ txHash: z.string() }));

export const health = component(
  "Health",
  "How far behind each connected network is.",
  z.strictObject({
    database: z.boolean(),
    networks: z.array(
      z.strictObject({
        chainId,
        name: z.string(),
        scannedThrough: count.nullable(),
        behindSeconds: count.nullable(),
        lastScanSecondsAgo: count.nullable(),
        failingSeconds: count.nullable().describe("For how long every scan has failed."),
        stalled: z.boolean(),
      }),
    ),
  }),
);

export const readiness = component(
  "Readiness",
  "Whether this process may be given requests.",
  z.strictObject({ ready: z.boolean() }),
);

export const tick = component(
  "Tick",
  "What one run of the engine did.",
  z.strictObject({
    networks: z.array(z.looseObject({ chainId, outcome: z.string() })),
    skipped: z.array(chainId).describe("Networks that another run has."),
  }),
);
