import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { deliverWebhooks } from "../lib/services/deliver-webhooks";
import { scanNetworks } from "../lib/services/scan-networks";
import { startPostgres } from "../scripts/embedded-postgres";
import { startGuard } from "../scripts/guard";
import { startChain, type TestChain } from "../test/chain";
import { startInbox } from "../test/inbox";
import { payOut } from "../test/payouts";
import { atMost, type Figure, median, told, withinMs } from "./figure";
import { type Shop, startShop } from "./shop";

/** Three networks that a merchant in test mode may offer. */
const CHAIN_IDS = [31337, 31338, 84532] as const;
const OPEN = 10_000;
const FEW_STORED = 1_000;
const STORED = 1_000_000;
const TICKS = 20;
const WARM_UP = 4;
const TICK_LIMIT_MS = 5_000;
const MOST_TIME = 1.2;
const PAYMENTS = 1_000;
const TICKS_TO_SETTLE = 2;
const CONFIRMING_BLOCKS = 2;
const WEIGHED_TICKS = 20;
const PATIENCE_MS = 600_000;
const MEGABYTE = 2 ** 20;
const SCANNING = fileURLToPath(new URL("scanning-process.ts", import.meta.url));

/**
 * Two Florins on the same three chains, each with 10 000 open sessions that take every method of every network; one stores
 * 1 000 addresses more, of sessions that are over, the other 1 000 000. What a tick takes, whole: scan, balances, webhooks.
 */
export async function scale(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "florin-bench-scale-"));
  const guard = startGuard();
  const server = await startPostgres({ folder, password: "florin", guard, durable: true });
  const chains = await Promise.all(CHAIN_IDS.map((chainId) => startChain({ chainId })));
  const inbox = await startInbox();
  const rpcUrls = Object.fromEntries(chains.map((chain, place) => [CHAIN_IDS[place], [chain.rpcUrl]]));
  for (const chain of chains) await chain.client.setAutomine(false);
  await chains[0]?.client.setBlockGasLimit({ gasLimit: 500_000_000n });
  const start = (stored: number) => startShop({ server: server.url, rpcUrls, open: OPEN, closed: stored, webhookUrl: inbox.url });
  const shops = [await start(FEW_STORED), await start(STORED)] as const;
  const [, large] = shops;
  try {
    const load = `load ${loadavg()[0]?.toFixed(1)}`;
    const usual = await usualTicks(chains, shops);
    const crowd = await settleCrowd(chains, large, inbox);
    const weights = shops.map(({ databaseUrl }) => weigh(databaseUrl, rpcUrls)) as [Weight, Weight];
    const hour = await expireAll(chains, large);
    const many = `${OPEN} open sessions, ${CHAIN_IDS.length} networks, a new block in each`;
    return [
      withinMs(
        `slowest tick of ${TICKS}: ${many}, ${STORED} addresses stored (${load})`,
        Math.max(...usual.large),
        TICK_LIMIT_MS,
      ),
      told("  median", `${median(usual.large).toFixed(0)} ms`),
      atMost(`time of a tick, ${STORED} / ${FEW_STORED} addresses stored`, usual.ratio, MOST_TIME),
      atMost(`ticks until ${PAYMENTS} payments of one block are settled`, crowd.ticks, TICKS_TO_SETTLE),
      {
        what: "  events and webhooks more or fewer than one each",
        value: String(crowd.wrong),
        target: "0",
        met: crowd.wrong === 0,
      },
      told("  scan of these ticks, and with the webhooks", crowd.took.map(inMs).join(", ")),
      told(`a tick in which ${hour.count} sessions expire: scan, and with the webhooks`, inMs(hour.took)),
      atMost(
        `memory of a scanning process, ${STORED} / ${FEW_STORED} addresses, RSS`,
        weights[1].rss / weights[0].rss,
        MOST_TIME,
      ),
      told("  RSS and heap used", weights.map(({ rss, heapUsed }) => `${mb(rss)} / ${mb(heapUsed)}`).join(", ")),
    ];
  } finally {
    await Promise.all(shops.map(({ app }) => app.database.close()));
    await inbox.stop();
    await Promise.all([server.stop(), ...chains.map((chain) => chain.stop())]);
    guard.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a resident process does side by side, one after the other: so the scan's part can be told. */
async function tick({ app }: Shop): Promise<Took> {
  const began = performance.now();
  const now = Date.now();
  const networks = await scanNetworks(app, { now, isOver: () => false });
  const scan = performance.now() - began;
  await deliverWebhooks(app, { now: now + scan, deadline: now + PATIENCE_MS });
  const whole = performance.now() - began;
  for (const report of networks) {
    const isWell = report.outcome === "scanned" || report.outcome === "idle";
    if (!isWell || (report.balances && "problem" in report.balances)) throw new Error(`a tick failed: ${JSON.stringify(report)}`);
  }
  return { scan, whole };
}

type Took = { readonly scan: number; readonly whole: number };

async function mineEverywhere(chains: readonly TestChain[]): Promise<void> {
  for (const chain of chains) await chain.mine(1);
}

/** In turns, each block scanned by both, so that a slow moment of the machine meets both. */
async function usualTicks(chains: readonly TestChain[], [few, many]: readonly [Shop, Shop]) {
  const pairs: { few: number; many: number }[] = [];
  for (let turn = 0; turn < WARM_UP + TICKS; turn += 1) {
    await mineEverywhere(chains);
    const isEven = turn % 2 === 0;
    const { whole: first } = await tick(isEven ? few : many);
    const { whole: second } = await tick(isEven ? many : few);
    if (turn >= WARM_UP) pairs.push(isEven ? { few: first, many: second } : { few: second, many: first });
  }
  const large = pairs.map((pair) => pair.many);
  return { large, ratio: median(large) / median(pairs.map((pair) => pair.few)) };
}

/** Payments in one block, then the blocks that confirm them; each followed by a tick. */
async function settleCrowd(chains: readonly TestChain[], shop: Shop, inbox: Awaited<ReturnType<typeof startInbox>>) {
  const [chain] = chains;
  if (!chain) throw new Error("there is no chain");
  const { sql } = shop.app.database;
  await payOut(chain, await shop.payees(PAYMENTS));
  await chain.mine(1);
  const took = [await tick(shop)];
  await chain.mine(CONFIRMING_BLOCKS);
  const paid = async () => Number((await sql`select count(*) as paid from checkout_sessions where status = 'paid'`)[0]?.paid);
  do took.push(await tick(shop));
  while ((await paid()) < PAYMENTS && took.length < TICKS_TO_SETTLE * 10);
  const types = ["payment.received", "session.detected", "payment.confirmed", "session.paid"];
  const [row] = await sql`
    select count(*) filter (where told <> ${types.length} or kinds <> ${types.length}) as wrong, count(*) as sessions from (
      select count(*) as told, count(distinct type) as kinds from events where type <> 'session.created' group by session_id) each`;
  const delivered = new Map<string, number>();
  for (const { headers, body } of inbox.received) {
    if (!types.includes((JSON.parse(body) as { type: string }).type)) continue;
    const id = String(headers["webhook-id"]);
    delivered.set(id, (delivered.get(id) ?? 0) + 1);
  }
  const [expected] = await sql`select count(*) as count from events where type = any(${types})`;
  const twice = [...delivered.values()].filter((count) => count !== 1).length;
  const missing = Math.abs(Number(expected?.count) - delivered.size);
  const strange = Math.abs(Number(row?.sessions) - PAYMENTS);
  return { ticks: took.length, took, wrong: Number(row?.wrong) + twice + missing + strange };
}

/** All that still wait, at once: every network has a block beyond their hour. */
async function expireAll(chains: readonly TestChain[], shop: Shop) {
  const { sql } = shop.app.database;
  const pending = async () =>
    Number((await sql`select count(*) as open from checkout_sessions where status = 'pending'`)[0]?.open);
  const count = await pending();
  await sql`update checkout_sessions set look_at = now() - interval '1 hour', expires_at = now() - interval '1 hour'
    where status = 'pending'`;
  await sql`update session_quotes set expires_at = now() - interval '1 hour'
    where session_id in (select id from checkout_sessions where status = 'pending')`;
  await mineEverywhere(chains);
  const took = await tick(shop);
  const left = await pending();
  if (left > 0) throw new Error(`${left} sessions did not expire`);
  return { count, took };
}

type Weight = { readonly rss: number; readonly heapUsed: number };

function weigh(databaseUrl: string, rpcUrls: Readonly<Record<number, readonly string[]>>): Weight {
  const chains = Object.entries(rpcUrls).map(([chainId, [url]]) => `${chainId}=${url}`);
  const args = ["--expose-gc", "--import", "tsx", SCANNING, databaseUrl, String(WEIGHED_TICKS), ...chains];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Weight;
}

function inMs({ scan, whole }: Took): string {
  return `${scan.toFixed(0)} / ${whole.toFixed(0)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(0)} MB`;
}
