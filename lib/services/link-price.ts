import { invalid } from "../errors";
import { minorUnits, parseUnits } from "../money";

export type LinkPrice = {
  readonly fiatMinor: bigint | null;
  readonly minMinor: bigint | null;
  readonly maxMinor: bigint | null;
  readonly suggestedMinor: bigint[] | null;
};

/** Decimal texts; null or absent: none. */
export type LinkAmounts = {
  readonly fiatAmount: string | null;
  readonly minAmount: string | null;
  readonly maxAmount: string | null;
  readonly suggestedAmounts: readonly string[] | null;
};

/**
 * A link's amounts in minor units: a fixed one has a price and nothing else, an open one bounds and
 * suggestions within them.
 *
 * @throws {ApiError} 400 that names the field
 */
export function linkPrice(
  amounts: LinkAmounts,
  { amountType, currency }: { amountType: "fixed" | "open"; currency: string },
): LinkPrice {
  const minorOf = (given: string, name: keyof LinkAmounts) => {
    const minor = parseUnits(given, minorUnits(currency));
    if (minor !== null && minor > 0n) return minor;
    throw invalid(
      name,
      "invalid_field",
      `${name} must be a ${currency} amount with at most ${minorUnits(currency)} decimal places.`,
    );
  };
  const read = (name: "fiatAmount" | "minAmount" | "maxAmount") => {
    const given = amounts[name];
    return given === null ? null : minorOf(given, name);
  };
  const suggested = amounts.suggestedAmounts?.map((given) => minorOf(given, "suggestedAmounts")) ?? [];
  const price = {
    fiatMinor: read("fiatAmount"),
    minMinor: read("minAmount"),
    maxMinor: read("maxAmount"),
    suggestedMinor: suggested.length > 0 ? suggested : null,
  };
  if (amountType === "fixed") {
    if (price.fiatMinor === null) throw invalid("fiatAmount", "missing_field", "A link with a fixed price needs its fiatAmount.");
    if (price.minMinor !== null)
      throw invalid("minAmount", "amount_is_fixed", "Only a link with an open amount has a minAmount.");
    if (price.maxMinor !== null)
      throw invalid("maxAmount", "amount_is_fixed", "Only a link with an open amount has a maxAmount.");
    if (price.suggestedMinor !== null)
      throw invalid("suggestedAmounts", "amount_is_fixed", "Only a link with an open amount has suggestedAmounts.");
    return price;
  }
  if (price.fiatMinor !== null) throw invalid("fiatAmount", "amount_is_open", "A link with an open amount has no fiatAmount.");
  if (price.minMinor !== null && price.maxMinor !== null && price.minMinor > price.maxMinor) {
    throw invalid("maxAmount", "invalid_field", "maxAmount must not be less than minAmount.");
  }
  checkSuggested(price);
  return price;
}

function checkSuggested({ suggestedMinor, minMinor, maxMinor }: LinkPrice): void {
  const suggested = suggestedMinor ?? [];
  if (new Set(suggested).size < suggested.length) {
    throw invalid("suggestedAmounts", "invalid_field", "suggestedAmounts must not name an amount twice.");
  }
  if (suggested.some((minor) => (minMinor !== null && minor < minMinor) || (maxMinor !== null && minor > maxMinor))) {
    throw invalid("suggestedAmounts", "invalid_field", "suggestedAmounts must lie between minAmount and maxAmount.");
  }
}
