const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** A server that asks for a longer wait than this gets none: the caller is told instead. */
const LONGEST_ASKED_MS = 60_000;

/** What came of one attempt that was not good. `code` is Florin's own, null where it was not Florin that answered. */
export type Failure = {
  /** Null: no answer came at all. */
  readonly status: number | null;
  readonly code: string | null;
  /** Whole seconds; null where the server named none. */
  readonly retryAfterSeconds: number | null;
};

/**
 * How long to wait before the next attempt, or null where another one would do no better. Tried again: no answer, 429,
 * 5xx, and 409 where the first request with this Idempotency-Key is still being done.
 *
 * @param attempt which attempt has failed, from 1
 * @param random 0 to 1: half of the wait is spread, so that clients that failed together do not come back together
 * @returns milliseconds
 */
export function waitBeforeNext(attempt: number, failure: Failure, random: number): number | null {
  if (!mayDoBetter(failure)) return null;
  const grown = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  const planned = grown / 2 + (grown / 2) * random;
  const asked = (failure.retryAfterSeconds ?? 0) * 1_000;
  return asked > LONGEST_ASKED_MS ? null : Math.max(planned, asked);
}

function mayDoBetter({ status, code }: Failure): boolean {
  if (status === null || status === 429 || status >= 500) return true;
  return status === 409 && code === "idempotency_in_progress";
}

/**
 * The Retry-After header (RFC 9110 section 10.2.3) as whole seconds, upwards.
 *
 * @param now epoch milliseconds, for the form that is a date
 * @returns null where there is none, or none that can be read
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  const seconds = /^[0-9]+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1_000);
  return Number.isNaN(seconds) ? null : Math.max(seconds, 0);
}
