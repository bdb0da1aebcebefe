import type { Currency, Network } from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { listOf } from "./list-calls.js";
import type { Listing } from "./listing.js";

/** What you can take now. Keys need `sessions:read`. */
export function networks(call: Call) {
  return {
    /** The connected networks of the key's mode, with their assets. Always one page. */
    list(options?: CallOptions): Listing<Network> {
      return listOf(call, "listNetworks", {}, options);
    },
  };
}

/** What you can price in. Keys need `sessions:read`. */
export function currencies(call: Call) {
  return {
    /** The currencies that have an exchange rate. Always one page. */
    list(options?: CallOptions): Listing<Currency> {
      return listOf(call, "listCurrencies", {}, options);
    },
  };
}
