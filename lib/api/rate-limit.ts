import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { clientAddress } from "../client-address";
import type { Env } from "../env";
import { ApiError } from "../errors";
import { processWide } from "../process-wide";

const WINDOW_SECONDS = { actor: 1, address: 1, question: 60 };

/** One API key, or one signed-in user. Counted in this process's memory. */
export function limitActor(config: Env, actorId: string): Promise<void> {
  return consume("actor", config.RATE_LIMIT_KEY_PER_SECOND, actorId);
}

/**
 * One client address: public routes, and calls that showed no valid key.
 *
 * @param weight how many plain requests this one is as dear as
 */
export function limitAddress(config: Env, headers: Headers, weight = 1): Promise<void> {
  const address = clientAddress(headers.get("x-forwarded-for"), config.TRUST_PROXY);
  return consume("address", config.RATE_LIMIT_ADDRESS_PER_SECOND, address, weight);
}

/** Questions that are put to the networks' nodes: as many a minute as there may be plain requests a second. */
export function limitQuestions(config: Env, headers: Headers): Promise<void> {
  const address = clientAddress(headers.get("x-forwarded-for"), config.TRUST_PROXY);
  return consume("question", config.RATE_LIMIT_ADDRESS_PER_SECOND, address);
}

async function consume(kind: keyof typeof WINDOW_SECONDS, points: number, key: string, weight = 1): Promise<void> {
  const limiter = processWide(`limit.${kind}.${points}`, () => new RateLimiterMemory({ points, duration: WINDOW_SECONDS[kind] }));
  try {
    await limiter.consume(key, weight);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new ApiError("rate_limited", "rate_limited", "Too many requests. Please wait a moment and try again.", {
      retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1_000)),
    });
  }
}
