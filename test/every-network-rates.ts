import { localRateBook } from "@/lib/rates/local-rate-book";
import type { Rates } from "@/lib/rates/rates";

/** The fixed book for live networks too: for tests of live mode that are not about rates. */
export const everyNetworkRates: Rates = {
  ...localRateBook,
  supports: (currency) => localRateBook.supports(currency, true),
  lock: (request) => localRateBook.lock({ ...request, local: true }),
};
