import { invalid } from "../errors";
import { minorUnits, parseUnits } from "../money";

export type LinkPrice = {
  readonly fiatMinor: bigint | null;
  readonly minMinor: bigint | null;
  readonly maxMinor: bigint | null;
};

/** Decimal texts; null or absent: none. */
export type LinkAmounts = {
  readonly fiatAmount: string | null;
  readonly minAmount: string | null;
  readonly maxAmount: string | null;
};

/**
 * A link's amounts in minor units: a fixed one has a price and no bounds, an open one bounds and no price.
 *
 * @throws {ApiError} 400 that names the field
 */
export function linkPrice(
  amounts: LinkAmounts,
  { amountType, currency }: { amountType: "fixed" | "open"; currency: string },
): LinkPrice {
  const read = (name: keyof LinkAmounts) => {
    const given = amounts[name];
    if (given === null) return null;
    const minor = parseUnits(given, minorUnits(currency));
    if (minor !== null && minor > 0n) return minor;
    throw invalid(
      name,
      "invalid_field",
      `${name} must be a ${currency} amount with at most ${minorUnits(currency)} decimal places.`,
    );
  };
  const price = { fiatMinor: read("fiatAmount"), minMinor: read("minAmount"), maxMinor: read("maxAmount") };
  if (amountType === "fixed") {
    if (price.fiatMinor === null) throw invalid("fiatAmount", "missing_field", "A link with a fixed price needs its fiatAmount.");
    if (price.minMinor !== null)
      throw invalid("minAmount", "amount_is_fixed", "Only a link with an open amount has a minAmount.");
    if (price.maxMinor !== null)
      throw invalid("maxAmount", "amount_is_fixed", "Only a link with an open amount has a maxAmount.");
    return price;
  }
  if (price.fiatMinor !== null) throw invalid("fiatAmount", "amount_is_open", "A link with an open amount has no fiatAmount.");
  if (price.minMinor !== null && price.maxMinor !== null && price.minMinor > price.maxMinor) {
    throw invalid("maxAmount", "invalid_field", "maxAmount must not be less than minAmount.");
  }
  return price;
}
