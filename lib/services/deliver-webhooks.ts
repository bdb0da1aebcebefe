import type { Sender } from "../webhooks/send";
import type { App } from "./app";
import { type Clock, makeDeliveryRounds } from "./delivery-rounds";

/**
 * Numbers what was committed and attempts all that is due, until nothing is: what a cron call does. A receiver that does not
 * answer holds it up for one attempt's time: what else is due to it is left to the next call. A process that stays runs
 * `startDeliverer` instead, which no receiver can hold up.
 *
 * @param now epoch milliseconds; the clock runs on from there
 * @param deadline epoch milliseconds of the same clock: no attempt starts after it, the last ends at most 15 s later
 */
export async function deliverWebhooks(
  app: App,
  { now, deadline }: { now: number; deadline: number },
  parts: { clock?: Clock; sender?: Sender } = {},
): Promise<void> {
  const began = performance.now();
  const clock = parts.clock ?? (() => now + performance.now() - began);
  const rounds = makeDeliveryRounds(app, { ...parts, clock, sparesSilent: true });
  do {
    // Side by side: what has ended and is not yet written still has its lease, so it is not claimed again.
    const results = await Promise.allSettled([rounds.record(), rounds.start()]);
    for (const result of results) if (result.status === "rejected") throw result.reason;
    if (rounds.open() > 0) await rounds.mayRecord();
  } while (rounds.open() > 0 && clock() < deadline);
  while (rounds.open() > 0) {
    await rounds.record();
    if (rounds.open() > 0) await rounds.mayRecord();
  }
}
