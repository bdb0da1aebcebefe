import { z } from "zod";
import { ID_PREFIXES, type IdKind } from "../../ids";
import { ID_NAMES } from "../id-names";
import { component } from "./component";

/** What objects are made of. Schemas of answers describe; nothing is parsed by them in production. */

export const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ format: "date-time", examples: ["2026-11-21T09:30:00.000Z"] });

export function idOf(kind: IdKind) {
  const prefix = ID_PREFIXES[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9A-Za-z]{24}$`))
    .meta({ description: `Id of ${ID_NAMES[kind]}.`, examples: [`${prefix}_4fK9mQ2xVbT7cR1sWzY8hNpL`] });
}

export const livemode = z.boolean().describe("False: made with a test key, on test networks.");

export const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

export const decimal = z
  .string()
  .regex(/^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/)
  .meta({ examples: ["50.00"] });

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: "ISO 4217.", examples: ["USD"] });

export const chainId = z
  .int()
  .min(1)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ description: "Chain id of the network.", examples: [8453] });

export const amount = component(
  "Amount",
  "An amount of a coin or token. The names are the same whatever the asset.",
  z.strictObject({
    wei: z
      .string()
      .regex(/^(?:0|[1-9][0-9]*)$/)
      .meta({ description: "In the asset's smallest unit: an integer as text.", examples: ["20000000000000000"] }),
    eth: decimal.meta({ description: "In whole units, as people read it.", examples: ["0.02"] }),
  }),
);

export const fiat = component(
  "Fiat",
  "An amount of money.",
  z.strictObject({ amount: decimal.describe("With all the decimal places of its currency."), currency }),
);

export const asset = component(
  "Asset",
  "A coin or token on one network.",
  z.strictObject({
    symbol: z
      .string()
      .meta({ description: "As wallets show it. Several contracts may have the same: go by `contract`.", examples: ["USDC"] }),
    decimals: count.max(255).describe("Decimal places of a whole unit."),
    contract: z.string().nullable().describe("The token's contract, lower case; null for the network's own coin."),
    network: z.string().meta({ description: "CAIP-2.", examples: ["eip155:8453"] }),
  }),
);

export const metadata = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
  .describe("The merchant's own notes, as they were given.");

/** A page of a list (product.md 3). */
export function listOf<Item extends z.ZodType>(name: string, item: Item) {
  return component(
    `${name}List`,
    "A page of a list, newest first.",
    z.strictObject({
      object: z.literal("list"),
      data: z.array(item).describe("The page's entries, at most `limit`."),
      hasMore: z.boolean().describe("True: there are older ones."),
      nextCursor: z.string().nullable().describe("Send it as `starting_after` to get the next page; null on the last one."),
    }),
  );
}
