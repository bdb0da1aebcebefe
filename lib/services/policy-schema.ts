import { z } from "zod";
import { findNetwork, type Network } from "../checkout/networks";
import { type ConfirmationTier, DEFAULT_POLICY, POLICY_LIMITS, parseUsd } from "../checkout/policy";
import { USUAL_TIERS } from "../checkout/usual-tiers";
import { formatFiat } from "../money";

type Range = { readonly min: number; readonly max: number };
type Fault = { readonly path: readonly PropertyKey[]; readonly message: string };

const whole = ({ min, max }: Range) => z.int().min(min).max(max);

/** US dollars as decimal text, kept with both cents. */
function usd({ min, max }: { min: bigint; max: bigint }) {
  return z.string().check((check) => {
    const minor = parseUsd(check.value);
    if (minor !== null && min <= minor && minor <= max) {
      check.value = formatFiat(minor, "USD");
      return;
    }
    const range = `from ${formatFiat(min, "USD")} to ${formatFiat(max, "USD")}`;
    check.issues.push({ code: "custom", input: check.value, message: `must be dollars and cents as a text, ${range}.` });
  });
}

/** Entries by chain id, each further checked against what its network allows. */
function byNetwork<Entry extends z.ZodType>(
  entry: Entry,
  faultOf: (entry: z.output<Entry>, network: Network) => Fault | null = () => null,
) {
  return z.record(z.string(), entry).check((check) => {
    for (const [key, value] of Object.entries(check.value)) {
      const network = /^[1-9][0-9]{0,9}$/.test(key) ? findNetwork(Number(key)) : null;
      const fault = network
        ? faultOf(value as z.output<Entry>, network)
        : { path: [], message: "is no chain id of a network that Florin knows." };
      if (fault) check.issues.push({ code: "custom", input: value, path: [key, ...fault.path], message: fault.message });
    }
  });
}

const tiers = z
  .array(
    z.strictObject({
      upTo: usd(POLICY_LIMITS.tierMinor)
        .nullable()
        .describe("For prices worth up to so many US dollars, both cents given; null: for every larger one."),
      confirmations: z.int().min(1).describe("Blocks until a payment is confirmed."),
    }),
  )
  .min(POLICY_LIMITS.tiers.min)
  .max(POLICY_LIMITS.tiers.max);

function tiersFault(given: readonly ConfirmationTier[] | null, network: Network): Fault | null {
  for (const [index, tier] of (given ?? []).entries()) {
    const before = given?.[index - 1];
    if (tier.confirmations > network.finalityDepth) {
      return {
        path: [index, "confirmations"],
        message: `must be at most ${network.finalityDepth} on ${network.name}: beyond that, its blocks are final.`,
      };
    }
    if (!before) continue;
    if (before.upTo === null) return { path: [index - 1, "upTo"], message: "may be left open in the last step alone." };
    if (tier.upTo !== null && (parseUsd(tier.upTo) ?? 0n) <= (parseUsd(before.upTo) ?? 0n)) {
      return { path: [index, "upTo"], message: "must be more than in the step before it." };
    }
    if (tier.confirmations < before.confirmations) {
      return { path: [index, "confirmations"], message: "must not be fewer than for a smaller amount." };
    }
  }
  return null;
}

const plain = {
  expiresIn: whole(POLICY_LIMITS.expiresIn).describe("Seconds for which a price is held."),
  graceSeconds: whole(POLICY_LIMITS.graceSeconds).describe("Seconds after that in which a payment still counts, as late."),
  holdBlocks: whole(POLICY_LIMITS.holdBlocks).describe(
    "Blocks for which a settled session waits for a payment that a reorg took away.",
  ),
  underBps: whole(POLICY_LIMITS.toleranceBps).describe("How much may be missing, in hundredths of a percent of the price."),
  overBps: whole(POLICY_LIMITS.toleranceBps).describe(
    "How much more is not called overpaid, in hundredths of a percent of the price.",
  ),
  capWhole: whole(POLICY_LIMITS.capWhole).describe("The most of either, in whole units of the price's currency."),
  dustBps: whole(POLICY_LIMITS.dustBps).describe("A sum up to here moves no status, in hundredths of a percent of the price."),
};
const capBps = whole(POLICY_LIMITS.toleranceBps).describe(
  "At most this much of a price is ever forgiven, in hundredths of a percent.",
);
const upToAbout = "By chain id: a rest of up to so many US dollars, both cents given, is forgiven there. Absent: none.";
const confirmationsAbout =
  "By chain id: steps with rising amounts and never fewer confirmations. A network without has its one number for every price.";
const forgivenessAbout = "A rest too small for the customer to send.";
const forgiven = usd(POLICY_LIMITS.forgivenMinor);

/** A stored policy. What an older version did not know has its default; what stands there and is wrong is refused. */
export const policySchema = z.strictObject({
  expiresIn: plain.expiresIn.default(DEFAULT_POLICY.expiresIn),
  graceSeconds: plain.graceSeconds.default(DEFAULT_POLICY.graceSeconds),
  holdBlocks: plain.holdBlocks.default(DEFAULT_POLICY.holdBlocks),
  underBps: plain.underBps.default(DEFAULT_POLICY.underBps),
  overBps: plain.overBps.default(DEFAULT_POLICY.overBps),
  capWhole: plain.capWhole.default(DEFAULT_POLICY.capWhole),
  dustBps: plain.dustBps.default(DEFAULT_POLICY.dustBps),
  confirmations: byNetwork(tiers, tiersFault).default(USUAL_TIERS).describe(confirmationsAbout),
  forgiveness: z
    .strictObject({
      capBps: capBps.default(DEFAULT_POLICY.forgiveness.capBps),
      upTo: byNetwork(forgiven).default({}).describe(upToAbout),
    })
    .default(DEFAULT_POLICY.forgiveness)
    .describe(forgivenessAbout),
});

/** A change of it: what is absent stays; null for a network takes its own rule away. */
export const policyChangeSchema = z.strictObject({
  ...z.strictObject(plain).partial().shape,
  confirmations: byNetwork(tiers.nullable(), tiersFault).optional().describe(confirmationsAbout),
  forgiveness: z
    .strictObject({ capBps: capBps.optional(), upTo: byNetwork(forgiven.nullable()).optional().describe(upToAbout) })
    .optional()
    .describe(forgivenessAbout),
});

export type PolicyChange = z.output<typeof policyChangeSchema>;
