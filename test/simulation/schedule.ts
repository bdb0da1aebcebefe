import type { Random } from "./random";
import { sleep } from "./sleep";

/** What an application waits for: an answer of the database, of a node, of a receiver. */
type Step = {
  readonly owner: string;
  readonly label: string;
  work(): Promise<void>;
  release(): void;
  readonly pid?: () => number;
};
type Blocked = { readonly step: Step; done: boolean };

/** The process is gone: before the step was done, or after it was done and before the process heard of it. */
export type Fault = "before" | "after";

/** Turns of the event loop after which code that only computes has come to its next question. */
const QUIET_TURNS = 3;
const LOOK_AGAIN_MS = 25;
/** Times that a sleeping world is looked at, before it is given up. */
const MAX_IDLE = 500;

/**
 * Decides who goes on. Everything that leaves the process passes here: it waits until all others wait as well, then one of
 * them, chosen by the seed, is carried out to its end. So the order of everything that two instances do at the same time
 * is the seed's, not the machine's.
 *
 * @param isLocked whether that database backend waits for another one's lock: then others go on, as they would
 */
export function makeSchedule(random: Random, isLocked: (pid: number) => Promise<boolean>) {
  let isOpen = true;
  let waiting: Step[] = [];
  let blocked: Blocked[] = [];
  const dead = new Set<string>();
  const log: string[] = [];

  async function quiet(): Promise<void> {
    for (let turn = 0; turn < QUIET_TURNS; turn += 1) await new Promise(setImmediate);
  }

  /** Carries a step out; one that waits for a lock is left behind until somebody else's step has freed it. */
  async function carryOut(step: Step): Promise<void> {
    const { entry, hasEnded } = await begin(step);
    const freed = await takeFreed();
    if (hasEnded) step.release();
    else blocked.push(entry);
    await releaseAll(freed);
  }

  /** Until its end, or until it waits for a lock. */
  async function begin(step: Step): Promise<{ entry: Blocked; hasEnded: boolean }> {
    const entry: Blocked = { step, done: false };
    const ended = step.work().then(() => {
      entry.done = true;
    });
    return { entry, hasEnded: await endsOrLocks(entry, ended) };
  }

  async function takeFreed(): Promise<Blocked[]> {
    const freed: Blocked[] = [];
    for (const one of blocked) if (await endsOrLocks(one)) freed.push(one);
    blocked = blocked.filter((one) => !freed.includes(one));
    return freed;
  }

  /** One after the other, so that what they do next queues in this order. */
  async function releaseAll(freed: readonly Blocked[]): Promise<void> {
    for (const { step } of freed) {
      await quiet();
      step.release();
    }
  }

  async function endsOrLocks(entry: Blocked, ended?: Promise<void>): Promise<boolean> {
    for (;;) {
      if (ended) await firstOf(ended);
      if (entry.done) return true;
      const pid = entry.step.pid?.();
      if (pid !== undefined && (await isLocked(pid))) return false;
      if (!ended) await sleep(1);
    }
  }

  return {
    log,
    /** Passes at once while nothing is scheduled, and never again for an owner that was killed. */
    enter<T>(of: { owner: string; label: string; pid?: () => number }, work: () => Promise<T>): Promise<T> {
      if (dead.has(of.owner)) return new Promise(() => {});
      if (isOpen) return work();
      return new Promise((resolve, reject) => {
        let release = () => {};
        waiting.push({
          ...of,
          work: () =>
            work().then(
              (answer) => {
                release = () => resolve(answer);
              },
              (error) => {
                release = () => reject(error);
              },
            ),
          release: () => release(),
        });
      });
    },
    /**
     * Runs these at the same time until all have ended or died.
     *
     * @param before asked before each step, by its place; may change the world, and may say that its owner dies with it
     * @param bury clears away what a dead owner held outside
     */
    async run(
      actors: readonly { owner: string; act: () => Promise<unknown> }[],
      before: (place: number, owner: string) => Promise<Fault | null>,
      bury: (owner: string) => Promise<void>,
    ): Promise<void> {
      isOpen = false;
      const running = new Set(actors);
      for (const actor of actors) void actor.act().finally(() => running.delete(actor));
      let idle = 0;
      for (let place = 0; ; ) {
        await quiet();
        for (const actor of running) if (dead.has(actor.owner)) running.delete(actor);
        waiting = waiting.filter((step) => !dead.has(step.owner));
        blocked = blocked.filter(({ step }) => !dead.has(step.owner));
        if (running.size === 0 && waiting.length === 0 && blocked.length === 0) break;
        if (waiting.length === 0) {
          idle += 1;
          if (idle > MAX_IDLE)
            throw new Error(
              `nobody goes on: ${[...running].map(({ owner }) => owner)} run, ${blocked.length} wait for locks, after ${log.slice(-20).join("; ")}`,
            );
          await sleep(1);
          await releaseAll(await takeFreed());
          continue;
        }
        idle = 0;
        const at = random.int(0, waiting.length - 1);
        const step = waiting[at] as Step;
        const fault = await before(place, step.owner);
        place += 1;
        log.push(`${step.owner} ${step.label} of ${waiting.length}${fault ? ` (killed ${fault})` : ""}`);
        waiting.splice(waiting.indexOf(step), 1);
        if (fault === null) await carryOut(step);
        else {
          if (fault === "after") await begin(step);
          dead.add(step.owner);
          await bury(step.owner);
          blocked = blocked.filter((one) => one.step.owner !== step.owner);
          await releaseAll(await takeFreed());
        }
      }
      isOpen = true;
    },
  };
}

export type Schedule = ReturnType<typeof makeSchedule>;

/** That, or a short while. */
function firstOf(ended: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LOOK_AGAIN_MS);
    void ended.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
