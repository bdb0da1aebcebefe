import { afterAll, beforeAll, expect, test } from "vitest";
import { CRASH_POINTS } from "./crash-points";
import { runCrashStory, startCrashStory, stopCrashStory } from "./crash-story";

/**
 * `kill -9` anywhere, then a fresh process: the tables must be those of a run that nobody disturbed (I14).
 * CRASH_POINTS=all kills at every boundary in turn; otherwise a spread of so many, each time the same.
 * CRASH_RUNS: how often at each named point (`npm run prove:crashes`: 20); CRASH_NAMED: at those whose name holds this.
 */
const POINTS = process.env.CRASH_POINTS ?? "16";
const RUNS = Number(process.env.CRASH_RUNS ?? "1");
const NAMED = CRASH_POINTS.filter((name) => new RegExp(process.env.CRASH_NAMED ?? "").test(name));

beforeAll(startCrashStory);
afterAll(stopCrashStory);

test("a process that is killed anywhere, and a fresh one after it, leave what an undisturbed run leaves", {
  timeout: 3_600_000,
}, async () => {
  const undisturbed = await runCrashStory(null);
  expect((await runCrashStory(null)).dump).toEqual(undisturbed.dump);
  const total = undisturbed.passed.boundary ?? 0;
  expect(total).toBeGreaterThan(200);
  const count = POINTS === "all" ? total : Number(POINTS);
  let kills = 0;
  for (let place = 0; place < count; place += 1) {
    const dieAt = 1 + Math.floor((place * total) / count);
    const inFlight = place % 2 === 1;
    const disturbed = await runCrashStory({ at: "boundary", time: dieAt, inFlight });
    kills += disturbed.kills;
    expect(disturbed.dump, `killed at boundary ${dieAt} of ${total}${inFlight ? ", in flight" : ""}`).toEqual(undisturbed.dump);
  }
  expect(kills).toBeGreaterThan(count * 0.8);
  console.log(`killed ${kills} times at ${count} of ${total} boundaries`);
});

test("nothing is lost and nothing doubled by a death at a named point, and a webhook that was sent comes again as itself", {
  timeout: 3_600_000,
}, async () => {
  const undisturbed = await runCrashStory(null);
  expect(undisturbed.repeated).toBe(0);
  expect(NAMED).not.toHaveLength(0);
  for (const at of NAMED) {
    const times = undisturbed.passed[at] ?? 0;
    expect(times, `the story comes by this point: ${at}`).toBeGreaterThan(0);
    let kills = 0;
    let repeated = 0;
    for (let run = 0; run < RUNS; run += 1) {
      let time = 1 + Math.floor((run * times) / RUNS);
      let disturbed = await runCrashStory({ at, time, inFlight: at.endsWith("in flight") });
      // The deliverer's rounds are not equally many in each run: one that never came there is told again, for an earlier time.
      while (disturbed.kills === 0 && time > 1) {
        time -= 1;
        disturbed = await runCrashStory({ at, time, inFlight: at.endsWith("in flight") });
      }
      expect(disturbed.dump, `killed ${at}, time ${time} of ${times}`).toEqual(undisturbed.dump);
      kills += disturbed.kills;
      repeated += disturbed.repeated;
    }
    expect(kills, `killed ${at}`).toBe(RUNS);
    if (at === "answered and unrecorded") expect(repeated).toBeGreaterThanOrEqual(RUNS);
    console.log(`killed ${kills} of ${RUNS} times ${at} (${times} in a run); ${repeated} webhooks came again`);
  }
});
