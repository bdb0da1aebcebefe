import { log } from "../log";
import { processWide } from "../process-wide";
import type { Sender } from "../webhooks/send";
import type { App } from "./app";
import { type Clock, makeDeliveryRounds } from "./delivery-rounds";

/** How late a retry, or what another process committed, may be found. */
const POLL_MS = 1_000;

const wakes = processWide("webhook-deliverers", () => new Set<() => void>());

/** To be called after a commit that may have written deliveries: this process's deliverer looks at once. */
export function wakeDeliverer(): void {
  for (const wake of wakes) wake();
}

/**
 * Delivers for as long as the process lives: at once when woken, else each second.
 *
 * @returns `stop`: nothing more is started; what is in flight ends, in at most 15 s, and is recorded
 */
export function startDeliverer(app: App, parts: { clock?: Clock; sender?: Sender } = {}): { stop(): Promise<void> } {
  const rounds = makeDeliveryRounds(app, { clock: Date.now, gathers: true, ...parts });
  let stopping = false;

  // Two loops: neither a commit waits until what has ended is written, nor the other way round. What has ended and is not yet
  // written still has its lease, so it is not claimed again.
  async function repeat(work: () => Promise<void>, again: () => Promise<void>): Promise<void> {
    while (!stopping) {
      try {
        await work();
        await firstOf(again());
      } catch (err) {
        log.error({ err }, "could not deliver webhooks; trying again");
        await firstOf();
      }
    }
  }

  async function run(): Promise<void> {
    await Promise.all([repeat(rounds.start, rounds.mayStart), repeat(rounds.record, rounds.mayRecord)]);
    while (rounds.open() > 0) {
      await rounds.record();
      if (rounds.open() > 0) await rounds.mayRecord();
    }
  }

  wakes.add(rounds.ring);
  const ended = run();
  return {
    stop() {
      stopping = true;
      wakes.delete(rounds.ring);
      rounds.ring();
      return ended;
    },
  };
}

/** That, or the next poll. */
async function firstOf(event: Promise<void> = new Promise(() => {})): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const poll = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, POLL_MS);
  });
  await Promise.race([event, poll]);
  clearTimeout(timer);
}
