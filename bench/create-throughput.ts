import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import postgres, { type Sql } from "postgres";
import { atLeast, type Figure, median, told } from "./figure";
import type { World } from "./world";

const CONNECTIONS = 8;
const ROUNDS = 3;
const SECONDS = 4;
/** By number, not by time: a busy machine must not measure code that is not compiled yet. */
const WARM_UP_REQUESTS = 3_000;
const LEAST_SHARE = 0.75;
/** For what was under way. */
const SETTLE_MS = 500;

type Length = { duration: number } | { amount: number };
type Target = { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly table: string };

/**
 * Creating a session against the least that a Next route can do with the same database: read a body, insert a row.
 * Rounds of product, bare, product; the median of the rounds' ratios.
 */
export async function createThroughput(world: World): Promise<Figure[]> {
  const product = await world.serveProduct();
  const bare = await world.serveBare(product.databaseUrl);
  const sql = postgres(product.databaseUrl, { max: 1 });
  await sql`create table if not exists bench_rows (id text primary key, value text, currency text, created_at timestamptz)`;
  const creating: Target = {
    url: `${product.baseUrl}/api/v1/checkout_sessions`,
    headers: { authorization: `Bearer ${product.apiKey}` },
    table: "checkout_sessions",
  };
  const inserting: Target = { url: `${bare.baseUrl}/insert`, headers: {}, table: "bench_rows" };
  try {
    for (const target of [creating, inserting]) await perSecond(sql, target, { amount: WARM_UP_REQUESTS });
    const rounds: { own: number; floor: number; ratio: number; p99: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await perSecond(sql, creating, { duration: SECONDS });
      const floor = await perSecond(sql, inserting, { duration: SECONDS });
      const second = await perSecond(sql, creating, { duration: SECONDS });
      const own = (first.rate + second.rate) / 2;
      rounds.push({ own, floor: floor.rate, ratio: own / floor.rate, p99: Math.max(first.p99, second.p99) });
    }
    const of = (key: "own" | "floor" | "ratio" | "p99") => median(rounds.map((round) => round[key]));
    return [
      atLeast(`sessions created / bare inserts, ${CONNECTIONS} connections`, of("ratio"), LEAST_SHARE),
      told("  created per second, bare inserts per second", `${of("own").toFixed(0)}, ${of("floor").toFixed(0)}`),
      told("  p99 of a creation", `${of("p99").toFixed(0)} ms`),
    ];
  } finally {
    await sql.end();
    await bare.stop();
    await product.stop();
  }
}

/** Answers a second; only if each of them is a row that was not there before. */
async function perSecond(sql: Sql, target: Target, length: Length): Promise<{ rate: number; p99: number }> {
  const rows = async () => Number((await sql`select count(*) as rows from ${sql(target.table)}`)[0]?.rows);
  const before = await rows();
  const result = await autocannon({
    url: target.url,
    method: "POST",
    connections: CONNECTIONS,
    ...length,
    headers: { "content-type": "application/json", ...target.headers },
    body: JSON.stringify({ amount: { value: "50.00", currency: "USD" } }),
  });
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new Error(`${target.url} failed: ${result.non2xx} refusals, ${result.errors} errors, ${result.timeouts} timeouts`);
  }
  await sleep(SETTLE_MS);
  const added = (await rows()) - before;
  // What was under way when the time was over is written but not counted.
  if (added < result["2xx"] || added > result["2xx"] + CONNECTIONS) {
    throw new Error(`${target.url} answered ${result["2xx"]} times and wrote ${added} rows`);
  }
  return { rate: result["2xx"] / result.duration, p99: result.latency.p99 };
}
