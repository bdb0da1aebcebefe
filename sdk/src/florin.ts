import { type ClientOptions, caller } from "./call.js";
import { checkoutSessions } from "./checkout-sessions.js";
import { customers } from "./customers.js";
import { events } from "./events.js";
import { currencies, networks } from "./networks.js";
import { paymentLinks } from "./payment-links.js";
import { deliveries, webhookEndpoints } from "./webhook-endpoints.js";

/**
 * A client of your Florin.
 *
 * Amounts are decimal strings, times ISO 8601 in UTC. A call that fails on the way, or is answered with 429 or 5xx, is tried
 * again, up to `maxRetries` times; a write carries the same Idempotency-Key each time, so nothing is done twice.
 *
 * Every call throws {@link FlorinApiError} where Florin refuses (beside those that it names itself: `invalid_key`,
 * `missing_scope`, `missing_field`, `invalid_field`, `unknown_field`, `rate_limited`, `internal`, `unavailable`), and
 * {@link FlorinConnectionError} where no answer of Florin's came.
 *
 * @example
 * ```ts
 * const florin = new Florin({ apiKey: "ck_test_…", baseUrl: "https://pay.shop.example" });
 * ```
 */
export class Florin {
  readonly checkoutSessions: ReturnType<typeof checkoutSessions>;
  readonly paymentLinks: ReturnType<typeof paymentLinks>;
  readonly webhookEndpoints: ReturnType<typeof webhookEndpoints>;
  readonly deliveries: ReturnType<typeof deliveries>;
  readonly events: ReturnType<typeof events>;
  readonly customers: ReturnType<typeof customers>;
  readonly networks: ReturnType<typeof networks>;
  readonly currencies: ReturnType<typeof currencies>;

  /** @throws {TypeError} for a key or a URL that cannot be one */
  constructor(options: ClientOptions) {
    const call = caller(options);
    this.checkoutSessions = checkoutSessions(call);
    this.paymentLinks = paymentLinks(call);
    this.webhookEndpoints = webhookEndpoints(call);
    this.deliveries = deliveries(call);
    this.events = events(call);
    this.customers = customers(call);
    this.networks = networks(call);
    this.currencies = currencies(call);
  }
}
