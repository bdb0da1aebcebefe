import type { AssetValue, LineTerms } from "../checkout/policy";
import { amountDue, type QuoteMethod, type Rate, type Tolerance, thresholds } from "../checkout/quote";
import type { Price } from "../checkout/session";
import { ApiError } from "../errors";
import { minorUnits, parseRatio } from "../money";
import type { App } from "./app";
import type { OfferedMethod } from "./offered-methods";

export type PricedMethod = Omit<QuoteMethod, "address">;

type Pricing = {
  readonly price: Price;
  readonly tolerance: Tolerance;
  /** How a payment by this method, in an asset of this value, is judged. */
  readonly judge: (method: OfferedMethod, value: AssetValue) => LineTerms;
};

/**
 * The price in each asset that has a rate now; a method without one is left out (engine.md 7, fail closed). One rate is
 * asked for once, however many networks have the asset.
 */
export async function priceMethods(
  app: App,
  offered: readonly OfferedMethod[],
  { now, ...pricing }: Pricing & { now: number },
): Promise<PricedMethod[]> {
  const rates = new Map<string, Promise<Rate | null>>();
  const rateOf = ({ network: { local }, asset: { rateSymbol: base, peg } }: OfferedMethod) => {
    const key = `${base} ${peg} ${local}`;
    const rate = rates.get(key) ?? app.rates.lock({ base, peg, currency: pricing.price.currency, local, now });
    rates.set(key, rate);
    return rate;
  };
  const priced = await Promise.all(offered.map(async (method) => inAsset(method, await rateOf(method), pricing)));
  return priced.filter((line) => line !== null);
}

/** No way to pay has a rate that can be trusted. */
export function rateUnavailable(): ApiError {
  return new ApiError(
    "server",
    "rate_unavailable",
    "There is no reliable exchange rate right now. Please try again in a moment.",
    { status: 503, retryAfter: 30 },
  );
}

function inAsset(method: OfferedMethod, rate: Rate | null, { price, tolerance, judge }: Pricing): PricedMethod | null {
  const [inPrice, inUsd] = [rate && parseRatio(rate.value), rate && parseRatio(rate.usd)];
  if (!rate || !inPrice || !inUsd || inPrice.num <= 0n || inUsd.num <= 0n) return null;
  const { network, asset } = method;
  const fiatDecimals = minorUnits(price.currency);
  const due = amountDue({ price: price.minor, fiatDecimals, rate: inPrice, decimals: asset.decimals });
  const { confirmations, under } = judge(method, { inPrice, inUsd });
  return {
    chainId: network.chainId,
    asset: asset.contract,
    due,
    ...thresholds(due, price.minor, { ...tolerance, under }),
    confirmations,
    rate,
  };
}
