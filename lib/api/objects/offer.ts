import { z } from "zod";
import { component } from "./component";
import { asset, chainId, count, listOf, livemode } from "./parts";

export const network = component(
  "Network",
  "A network on which this merchant can take payments now.",
  z.strictObject({
    id: z.string().meta({ description: "CAIP-2.", examples: ["eip155:8453"] }),
    object: z.literal("network"),
    chainId,
    name: z.string().describe("As wallets show it."),
    family: z.enum(["evm"]).describe("The kind of chain: one receive address serves a whole family."),
    livemode,
    confirmations: count.describe(
      "Blocks until a payment is confirmed, where the shop's settings say nothing else for its price.",
    ),
    assets: z
      .array(z.strictObject({ ...asset.shape, name: z.string().describe("In full.") }))
      .describe("What can be taken there."),
  }),
);

export const networkList = listOf("Network", network);

export const currency = component(
  "Currency",
  "A currency in which a price may be.",
  z.strictObject({
    id: z.string().meta({ description: "ISO 4217.", examples: ["USD"] }),
    object: z.literal("currency"),
    name: z.string().describe("In English."),
    decimals: count.describe("Decimal places that an amount may have."),
  }),
);

export const currencyList = listOf("Currency", currency);
