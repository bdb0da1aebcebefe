import type { Rate } from "../checkout/quote";
import { formatUnits, parseRatio, type Ratio } from "../money";
import type { RateRequest, Rates } from "./rates";

/** The name under which a fixed rate shows wherever a rate is shown. */
const SOURCE = "fixed (test)";

/** USD for one. */
const BASES: Readonly<Record<string, string>> = { ETH: "2500", USDC: "1", USDT: "1", DAI: "1", POL: "0.5", BNB: "800" };

/** Units for one USD. Round numbers, nobody's market; some with no minor digits, some with three. */
const CURRENCIES: Readonly<Record<string, string>> = {
  USD: "1",
  EUR: "0.90",
  GBP: "0.80",
  CHF: "0.85",
  CAD: "1.40",
  AUD: "1.50",
  BRL: "5.50",
  INR: "85",
  JPY: "150",
  KRW: "1400",
  KWD: "0.30",
};

/** Rates for chains on this machine, where nothing has a market: fixed and labelled, so that tests and demos repeat. */
export const localRateBook: Rates = {
  supports: (currency, local) => local && Object.hasOwn(CURRENCIES, currency),
  lock: async (request) => (request.local ? fixedRate(request) : null),
  refresh: async () => {},
  ages: () => [],
};

function fixedRate({ base, currency, now }: RateRequest): Rate | null {
  const usd = Object.hasOwn(BASES, base) ? BASES[base] : undefined;
  const perUsd = Object.hasOwn(CURRENCIES, currency) ? CURRENCIES[currency] : undefined;
  if (usd === undefined || perUsd === undefined) return null;
  const value = product(usd, perUsd);
  return {
    base,
    quote: currency,
    value,
    usd,
    lockedAt: now,
    sources: [{ name: SOURCE, value, at: now }],
  };
}

function product(a: string, b: string): string {
  const [x, y] = [parseRatio(a) as Ratio, parseRatio(b) as Ratio];
  return formatUnits(x.num * y.num, (x.den * y.den).toString().length - 1);
}
