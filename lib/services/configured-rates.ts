import { assetsOf } from "../checkout/assets";
import { networkOf } from "../checkout/networks";
import type { Env } from "../env";
import { log } from "../log";
import { EXCHANGES } from "../rates/exchanges";
import type { Rates } from "../rates/rates";
import { tickerRates } from "../rates/ticker-rates";

/** The rates of RATE_SOURCES, kept fresh for what the connected networks trade; with local chains alone nobody is asked. */
export function configuredRates(config: Env): Rates {
  const networks = [...config.RPC_URLS.keys()].map(networkOf).filter(({ local }) => !local);
  const traded = networks.flatMap(({ chainId }) => assetsOf(chainId));
  return tickerRates({
    exchanges: config.RATE_SOURCES.map((name) => EXCHANGES[name]),
    warm: [...new Set(traded.map(({ rateSymbol }) => rateSymbol))],
    report: ({ source, market, error }) => log.debug({ source, market, reason: String(error) }, "rate source failed"),
  });
}
