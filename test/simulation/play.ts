import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { freshDatabase } from "../database";
import { startInbox } from "../inbox";
import { scheduleSender } from "./instances";
import { randomOf } from "./random";
import { seedIds } from "./seeded-ids";
import { playSeed, type Stage } from "./story";

const DEFAULT_SEEDS = 500;
const SEEDS_PER_TEST = 25;
/** A machine that does many things at once may need so long for each. */
const SEED_LIMIT_MS = 60_000;

/** Half of `SEEDS` seeds from `FROM` on, for each of two test files; with `SEED`, that one alone, in both. */
export function seedsOf(half: "odd" | "even"): number[] {
  const { SEED, FROM = 1, SEEDS: wanted = DEFAULT_SEEDS } = process.env;
  if (SEED !== undefined) return [Number(SEED)];
  const all = Array.from({ length: Number(wanted) }, (_, place) => Number(FROM) + place);
  return all.filter((seed) => seed % 2 === (half === "odd" ? 1 : 0));
}

/** Plays these seeds, each on an empty database. `SEED=123` plays that one alone and tells each step. */
export function playSeeds(seeds: readonly number[]): void {
  let stage: Omit<Stage, "inbox">;

  beforeAll(async () => {
    const own = await freshDatabase();
    stage = { own, admin: postgres(own.url, { max: 2, onnotice: () => {} }) };
    scheduleSender();
  });
  afterAll(async () => {
    await stage.admin.end();
    await stage.own.drop();
  });

  const groups = Array.from({ length: Math.ceil(seeds.length / SEEDS_PER_TEST) }, (_, place) =>
    seeds.slice(place * SEEDS_PER_TEST, (place + 1) * SEEDS_PER_TEST),
  );
  beforeEach(() => {
    vi.spyOn(performance, "now").mockReturnValue(0);
    return () => vi.restoreAllMocks();
  });
  for (const group of groups) {
    test(`seeds ${group[0]} to ${group.at(-1)} end as the chain says`, { timeout: group.length * SEED_LIMIT_MS }, async () => {
      const failed: { replay: string; wrong: readonly string[] }[] = [];
      for (const seed of group) {
        const wrong = await playOne(seed);
        if (wrong.length > 0) failed.push({ replay: `SEED=${seed} npx vitest run --project integration test/simulation`, wrong });
      }
      expect(failed).toEqual([]);
    });
  }

  async function playOne(seed: number): Promise<string[]> {
    const jitter = randomOf(seed, 4);
    vi.spyOn(Math, "random").mockImplementation(() => jitter.unit());
    seedIds(seed);
    await emptyDatabase();
    const inbox = await startInbox();
    try {
      const { wrong, log } = await playSeed(seed, { ...stage, inbox });
      if (process.env.SEED !== undefined) console.log(log.join("\n"));
      return wrong;
    } finally {
      await inbox.stop();
    }
  }

  async function emptyDatabase(): Promise<void> {
    const { sql } = stage.own.database;
    const tables = await sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;
    await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity cascade`);
  }
}
