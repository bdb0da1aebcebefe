import type { App } from "./app";
import { deliverWebhooks } from "./deliver-webhooks";
import { getPictures } from "./get-pictures";
import { type NetworkReport, scanNetworks } from "./scan-networks";

/**
 * One run of the engine: scans the networks, then delivers what that announced, then gets pictures that merchants named. May run twice, at once with another, or
 * be stopped anywhere.
 *
 * @param now epoch milliseconds: what time it is for all that this tick writes
 * @param deadline epoch milliseconds: no window and no attempt begins after it
 */
export async function runTick(
  app: App,
  { now, deadline }: { now: number; deadline: number },
): Promise<{ networks: readonly NetworkReport[] }> {
  const began = performance.now();
  const elapsed = () => performance.now() - began;
  const networks = await scanNetworks(app, { now, isOver: () => elapsed() >= deadline - now });
  await deliverWebhooks(app, { now: now + elapsed(), deadline });
  await getPictures(app, { now: now + elapsed(), until: () => elapsed() >= deadline - now });
  return { networks };
}
