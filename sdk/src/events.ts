import type { Event, Operations } from "./api.js";
import type { Call, CallOptions } from "./call.js";
import { listOf } from "./list-calls.js";
import type { Listing } from "./listing.js";

/** What happened, numbered without a gap. Kept for at least 90 days. Keys need `events:read`. */
export function events(call: Call) {
  return {
    /**
     * Events, newest first.
     *
     * @example
     * ```ts
     * // The three between number 41 and number 45.
     * for await (const event of florin.events.list({ sequenceAfter: 41, sequenceBefore: 45 })) console.log(event.sequence);
     * ```
     */
    list(query?: Operations["listEvents"]["query"], options?: CallOptions): Listing<Event> {
      return listOf(call, "listEvents", { query }, options);
    },

    /** @throws {FlorinApiError} `not_found` */
    get(id: string, options?: CallOptions): Promise<Event> {
      return call("getEvent", { id }, options);
    },
  };
}
