import type { CreatePaymentLinkRequest, Operations, PaymentLink, UpdatePaymentLinkRequest } from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { listOf } from "./list-calls.js";
import type { Listing } from "./listing.js";

/** Pages that make a session for each visitor. Keys need `links:read`, and `links:write` to change something. */
export function paymentLinks(call: Call) {
  return {
    /**
     * Makes a link. A fixed price needs `fiatAmount`, a decimal string in units of `fiatCurrency`; with
     * `amountType: "open"` the customer says how much.
     *
     * @throws {FlorinApiError} `slug_taken` · `currency_unsupported` · `amount_is_fixed`, `amount_is_open`
     * @example
     * ```ts
     * const link = await florin.paymentLinks.create({ title: "Blue mug", fiatAmount: "18.50", fiatCurrency: "EUR" });
     * console.log(link.checkoutUrl);
     * ```
     */
    create(body: CreatePaymentLinkRequest, options?: CallOptions): Promise<PaymentLink> {
      return call("createPaymentLink", { body }, options);
    },

    /** All links, newest first. */
    list(query?: Operations["listPaymentLinks"]["query"], options?: CallOptions): Listing<PaymentLink> {
      return listOf(call, "listPaymentLinks", { query }, options);
    },

    /** @throws {FlorinApiError} `not_found` */
    get(id: string, options?: CallOptions): Promise<PaymentLink> {
      return call("getPaymentLink", { id }, options);
    },

    /**
     * What is absent stays, null clears. `active: false` deactivates the link's pending sessions too, unless `openSessions`
     * is `keep`.
     *
     * @throws {FlorinApiError} `not_found` · `link_archived` · `amount_is_fixed`, `amount_is_open`
     */
    update(id: string, body: UpdatePaymentLinkRequest, options?: CallOptions): Promise<PaymentLink> {
      return call("updatePaymentLink", { id, body }, options);
    },

    /** Takes it out of use for good. Its sessions and its history stay. */
    archive(id: string, options?: CallOptions): Promise<PaymentLink> {
      return call("archivePaymentLink", { id }, options);
    },
  };
}
