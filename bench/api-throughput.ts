import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import postgres, { type Sql } from "postgres";
import { createSession } from "./create-session";
import { atLeast, type Figure, median, told } from "./figure";
import type { World } from "./world";

const CONNECTIONS = [1, 8, 32] as const;
const ROUNDS = 3;
const SECONDS = 3;
/** By number, not by time: a busy machine must not measure code that is not compiled yet. */
const WARM_UP_REQUESTS = 3_000;
/** A bare route writes one row; a creation writes seven, a read none. A list answers 25 whole sessions, and has no target. */
const LEAST_SHARE = { create: 0.85, get: 0.95, list: null };
/** For what was under way. */
const SETTLE_MS = 500;

type Length = { duration: number } | { amount: number };
type Target = {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  /** Where each answer must have left a row. */
  readonly table: string | null;
};
type Round = { readonly own: number; readonly floor: number; readonly ratio: number; readonly p99: number };

/**
 * Creating, reading and listing sessions against the least that a Next route can do with the same database: read a body,
 * insert a row. Rounds of product, bare, product; the median of the rounds' ratios.
 *
 * Both are served by Next's production server in a process of their own, to the same client with connections kept alive, and
 * write to the same PostgreSQL by the same driver from a pool of twelve; every answer of both comes after its commit has been
 * forced to the disk. The product's other work goes on meanwhile: the scan, the deliverer, the addresses made ahead.
 */
export async function apiThroughput(world: World): Promise<Figure[]> {
  const product = await world.serveProduct();
  const bare = await world.serveBare(product.databaseUrl);
  const sql = postgres(product.databaseUrl, { max: 1 });
  await sql`create table if not exists bench_rows (id text primary key, value text, currency text, created_at timestamptz)`;
  const headers = { authorization: `Bearer ${product.apiKey}` };
  const sessions = `${product.baseUrl}/api/v1/checkout_sessions`;
  const { id } = await createSession(product);
  const targets: Readonly<Record<keyof typeof LEAST_SHARE, Target>> = {
    create: { url: sessions, method: "POST", headers, table: "checkout_sessions" },
    get: { url: `${sessions}/${id}`, method: "GET", headers, table: null },
    list: { url: sessions, method: "GET", headers, table: null },
  };
  const floor: Target = { url: `${bare.baseUrl}/insert`, method: "POST", headers: {}, table: "bench_rows" };
  try {
    for (const target of [...Object.values(targets), floor]) {
      await perSecond(sql, target, { connections: 8, amount: WARM_UP_REQUESTS });
    }
    const figures: Figure[] = [];
    for (const what of ["create", "get", "list"] as const) {
      for (const connections of CONNECTIONS) {
        const rounds: Round[] = [];
        for (let round = 0; round < ROUNDS; round += 1)
          rounds.push(await compare(sql, { own: targets[what], floor, connections }));
        const of = (key: keyof Round) => median(rounds.map((round) => round[key]));
        const least = LEAST_SHARE[what];
        const title = `sessions, ${what} / bare inserts, connections: ${connections}`;
        figures.push(
          least === null ? told(title, of("ratio").toFixed(2)) : atLeast(title, of("ratio"), least),
          told("  a second, each; p99", `${of("own").toFixed(0)}, ${of("floor").toFixed(0)}; ${of("p99").toFixed(0)} ms`),
        );
      }
    }
    return figures;
  } finally {
    await sql.end();
    await bare.stop();
    await product.stop();
  }
}

async function compare(sql: Sql, input: { own: Target; floor: Target; connections: number }): Promise<Round> {
  const { connections } = input;
  const first = await perSecond(sql, input.own, { connections, duration: SECONDS });
  const floor = await perSecond(sql, input.floor, { connections, duration: SECONDS });
  const second = await perSecond(sql, input.own, { connections, duration: SECONDS });
  const own = (first.rate + second.rate) / 2;
  return { own, floor: floor.rate, ratio: own / floor.rate, p99: Math.max(first.p99, second.p99) };
}

/** Answers a second; of a target that writes, only if each of them is a row that was not there before. */
async function perSecond(
  sql: Sql,
  target: Target,
  how: Length & { connections: number },
): Promise<{ rate: number; p99: number }> {
  const { url, method, table } = target;
  const rows = async () => (table === null ? 0 : Number((await sql`select count(*) as rows from ${sql(table)}`)[0]?.rows));
  const before = await rows();
  const result = await autocannon({
    url,
    method,
    ...how,
    headers: { "content-type": "application/json", ...target.headers },
    ...(method === "POST" && { body: JSON.stringify({ amount: { value: "50.00", currency: "USD" } }) }),
  });
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new Error(`${url} failed: ${result.non2xx} refusals, ${result.errors} errors, ${result.timeouts} timeouts`);
  }
  await sleep(SETTLE_MS);
  const added = (await rows()) - before;
  // What was under way when the time was over is written but not counted.
  if (table !== null && (added < result["2xx"] || added > result["2xx"] + how.connections)) {
    throw new Error(`${url} answered ${result["2xx"]} times and wrote ${added} rows`);
  }
  return { rate: result["2xx"] / result.duration, p99: result.latency.p99 };
}
