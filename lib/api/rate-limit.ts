import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { countOne } from "@/db/queries/shared-counts";
import { clientAddress } from "../client-address";
import type { Env } from "../env";
import { ApiError } from "../errors";
import { processWide } from "../process-wide";
import { noteShare } from "../request-context";
import type { App } from "../services/app";

/** Limits of many a second are counted in this process's memory, each process its share (docs/decisions/0014). */
const WINDOW_SECONDS = 1;
const QUESTIONS_SECONDS = 60;
/** As callers read them. */
const NAMES = { actor: "key", address: "address" };

/** One API key, or one signed-in user. */
export function limitActor(config: Env, actorId: string): Promise<void> {
  return consume("actor", share(config, config.RATE_LIMIT_KEY_PER_SECOND), actorId);
}

/**
 * One client address: public routes, and calls that showed no valid key.
 *
 * @param weight how many plain requests this one is as dear as
 */
export function limitAddress(config: Env, headers: Pick<Headers, "get">, weight = 1): Promise<void> {
  const address = clientAddress(headers.get("x-forwarded-for"), config.TRUST_PROXY);
  return consume("address", share(config, config.RATE_LIMIT_ADDRESS_PER_SECOND), address, weight);
}

/** Questions that are put to the networks' nodes: as many a minute as there may be plain requests a second, of all processes. */
export async function limitQuestions({ config, database }: App, headers: Headers): Promise<void> {
  const whose = clientAddress(headers.get("x-forwarded-for"), config.TRUST_PROXY);
  const { count, restMs } = await countOne(database.db, { what: "question", whose }, QUESTIONS_SECONDS);
  if (count > config.RATE_LIMIT_ADDRESS_PER_SECOND) throw refused(restMs);
}

/** Rounded up: a process lets at least one through. */
function share({ REPLICAS }: Env, perSecond: number): number {
  return Math.ceil(perSecond / REPLICAS);
}

async function consume(kind: "actor" | "address", points: number, key: string, weight = 1): Promise<void> {
  const limiter = processWide(`limit.${kind}.${points}`, () => new RateLimiterMemory({ points, duration: WINDOW_SECONDS }));
  const note = ({ remainingPoints, msBeforeNext }: RateLimiterRes) =>
    noteShare({
      name: NAMES[kind],
      quota: points,
      windowSeconds: WINDOW_SECONDS,
      remaining: Math.max(0, remainingPoints),
      resetSeconds: seconds(msBeforeNext),
    });
  try {
    note(await limiter.consume(key, Math.min(weight, points)));
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    note(refusal);
    throw refused(refusal.msBeforeNext);
  }
}

function refused(waitMs: number): ApiError {
  return new ApiError("rate_limited", "rate_limited", "Too many requests. Please wait a moment and try again.", {
    retryAfter: seconds(waitMs),
  });
}

/** Whole ones, at least one: whoever comes back earlier is refused again. */
function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1_000));
}
