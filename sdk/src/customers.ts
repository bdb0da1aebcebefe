import type { Customer, Operations } from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { listOf } from "./list-calls.js";
import type { Listing } from "./listing.js";

/** Who paid, by e-mail address. Keys need `customers:read`. */
export function customers(call: Call) {
  return {
    /** All customers, newest first, or the one of an e-mail address. */
    list(query?: Operations["listCustomers"]["query"], options?: CallOptions): Listing<Customer> {
      return listOf(call, "listCustomers", { query }, options);
    },

    /** @throws {FlorinApiError} `not_found` */
    get(id: string, options?: CallOptions): Promise<Customer> {
      return call("getCustomer", { id }, options);
    },
  };
}
