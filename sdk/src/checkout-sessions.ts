import type {
  AddSessionNoteRequest,
  CheckoutSession,
  CreateCheckoutSessionRequest,
  DeactivateCheckoutSessionRequest,
  Diagnosis,
  Note,
  Operations,
  Payment,
  SimulateCheckoutSessionRequest,
  Simulation,
  UpdateCheckoutSessionRequest,
} from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { listOf } from "./list-calls.js";
import type { Listing } from "./listing.js";

type Query<Name extends keyof Operations> = Operations[Name]["query"];

/** A scenario is over after a minute at most, and does not begin again on a session that it has changed. */
const SIMULATE = { timeoutMs: 90_000, maxRetries: 0 } as const;

/** One order, to be paid once. Keys need `sessions:read`, and `sessions:write` to change something. */
export function checkoutSessions(call: Call) {
  return {
    /**
     * Makes a session, by `linkId` or ad hoc by `amount`. Send your customer to its `checkoutUrl`.
     *
     * `amount.value` is a decimal string in units of its currency, `expiresIn` is seconds. With the `clientReferenceId` of a
     * session that is still open you get that session.
     *
     * @throws {FlorinApiError} `price_differs`: the order's open session has another price · `link_inactive` ·
     * `currency_unsupported` · `no_wallet`, `no_network`: nothing to take money with yet · `rate_unavailable`: no
     * trustworthy exchange rate just now, retried
     * @example
     * ```ts
     * const session = await florin.checkoutSessions.create({
     *   amount: { value: "50.00", currency: "USD" },
     *   clientReferenceId: "order-1001",
     *   successUrl: "https://shop.example/thanks",
     * });
     * redirect(session.checkoutUrl);
     * ```
     */
    create(body: CreateCheckoutSessionRequest, options?: CallOptions): Promise<CheckoutSession> {
      return call("createCheckoutSession", { body }, options);
    },

    /**
     * All sessions, newest first, by status, link, order, e-mail address, receive address, transaction or time.
     *
     * @example
     * ```ts
     * for await (const session of florin.checkoutSessions.list({ clientReferenceId: "order-1001" })) console.log(session.status);
     * ```
     */
    list(query?: Query<"listCheckoutSessions">, options?: CallOptions): Listing<CheckoutSession> {
      return listOf(call, "listCheckoutSessions", { query }, options);
    },

    /** @throws {FlorinApiError} `not_found` */
    get(id: string, options?: CallOptions): Promise<CheckoutSession> {
      return call("getCheckoutSession", { id }, options);
    },

    /**
     * Changes its texts, in any status; never its price. What is absent stays, null clears, `metadata` is replaced as a
     * whole.
     *
     * @throws {FlorinApiError} `not_found` · `excludes_success_url`
     */
    update(id: string, body: UpdateCheckoutSessionRequest, options?: CallOptions): Promise<CheckoutSession> {
      return call("updateCheckoutSession", { id, body }, options);
    },

    /**
     * Switches it off before it is paid. Once a payment is seen it takes `force: true`. Its address stays watched.
     *
     * @throws {FlorinApiError} `payment_seen` · `already_final` · `not_found`
     */
    deactivate(id: string, body: DeactivateCheckoutSessionRequest = {}, options?: CallOptions): Promise<CheckoutSession> {
      return call("deactivateCheckoutSession", { id, body }, options);
    },

    /** What the chain says came to its address, newest first. */
    listPayments(id: string, query?: Query<"listSessionPayments">, options?: CallOptions): Listing<Payment> {
      return listOf(call, "listSessionPayments", { id, query }, options);
    },

    /**
     * Why the session is not paid by that transaction: one of a closed set of reasons.
     *
     * @param query `txHash`: 0x and 64 hexadecimal digits
     * @throws {FlorinApiError} `not_found` · `invalid_field`
     */
    diagnose(id: string, query: Query<"diagnoseCheckoutSession">, options?: CallOptions): Promise<Diagnosis> {
      return call("diagnoseCheckoutSession", { id, query }, options);
    },

    /** Writes something down about it, up to 2 000 characters. Customers do not see it. */
    addNote(id: string, body: AddSessionNoteRequest, options?: CallOptions): Promise<Note> {
      return call("addSessionNote", { id, body }, options);
    },

    /** What was written down about it, newest first. */
    listNotes(id: string, query?: Query<"listSessionNotes">, options?: CallOptions): Listing<Note> {
      return listOf(call, "listSessionNotes", { id, query }, options);
    },

    /**
     * Plays a scenario on a waiting session, with real transactions on a local test chain. It answers when the scenario is
     * over; without options of yours it waits for up to 90 seconds and is not retried.
     *
     * @throws {FlorinApiError} `session_not_waiting` · `scenario_running` · `chain_unavailable` · `scenario_timeout`
     * @example
     * ```ts
     * const { session } = await florin.checkoutSessions.simulate(id, { scenario: "exact" });
     * console.log(session.status); // "paid"
     * ```
     */
    simulate(id: string, body: SimulateCheckoutSessionRequest, options?: CallOptions): Promise<Simulation> {
      return call("simulateCheckoutSession", { id, body }, { ...SIMULATE, ...options });
    },
  };
}
