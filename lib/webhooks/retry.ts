const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The waits between attempts: ten attempts, the last 75 h 35 min 5 s after the first (engine.md 6). */
const WAITS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
] as const;

export const MAX_ATTEMPTS = WAITS_MS.length + 1;

/** Jitter only ever delays, by at most this share of the wait, so that a receiver never sees the schedule undercut. */
const JITTER_SHARE = 0.1;
/** The longest a receiver's Retry-After may put an attempt off. */
const MAX_RETRY_AFTER_MS = 24 * HOUR_MS;

/** How one attempt ended. `error` is null where a whole answer came, whatever its status. */
export type AttemptResult = {
  readonly statusCode: number | null;
  readonly error: string | null;
  /** The answer's Retry-After header as it came, or null. */
  readonly retryAfter: string | null;
  /** Epoch milliseconds. */
  readonly endedAt: number;
};

/** What follows an attempt. `gone`: the receiver said 410, its endpoint is to be switched off. */
export type NextStep = { kind: "delivered" } | { kind: "gone" } | { kind: "abandoned" } | { kind: "retry"; at: number };

/**
 * @param attempt which attempt of its schedule has ended, 1 to {@link MAX_ATTEMPTS}
 * @param random 0 to 1, for the jitter
 */
export function nextStep(attempt: number, result: AttemptResult, random: number): NextStep {
  if (result.error === null && isSuccess(result.statusCode)) return { kind: "delivered" };
  if (result.statusCode === 410) return { kind: "gone" };
  const wait = WAITS_MS[attempt - 1];
  if (wait === undefined) return { kind: "abandoned" };
  const planned = wait + Math.round(wait * JITTER_SHARE * random);
  return { kind: "retry", at: result.endedAt + Math.max(planned, askedWait(result)) };
}

function isSuccess(statusCode: number | null): boolean {
  return statusCode !== null && statusCode >= 200 && statusCode < 300;
}

/** What a throttling receiver asks for (RFC 9110 section 10.2.3: seconds or an HTTP date), 0 to 24 h. */
function askedWait(result: AttemptResult): number {
  if (result.retryAfter === null || !isThrottling(result.statusCode)) return 0;
  const text = result.retryAfter.trim();
  const wait = /^[0-9]+$/.test(text) ? Number(text) * SECOND_MS : Date.parse(text) - result.endedAt;
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS);
}

function isThrottling(statusCode: number | null): boolean {
  return statusCode === 429 || statusCode === 502 || statusCode === 503 || statusCode === 504;
}
