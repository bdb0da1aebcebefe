import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { encodeFunctionData, parseAbi } from "viem";
import { openDatabase } from "../db/client";
import type { NativeWatch } from "../lib/checkout/networks";
import { scanNetworks } from "../lib/services/scan-networks";
import { startPostgres } from "../scripts/embedded-postgres";
import { type Guard, startGuard } from "../scripts/guard";
import { startChain, type TestChain } from "../test/chain";
import { type CountingProxy, startCountingProxy } from "./counting-proxy";
import { createDatabase } from "./databases";
import { atLeast, type Figure, median, told } from "./figure";
import { makePonder, startPonder } from "./ponder";
import { startWatcher, type Watcher } from "./watchers";

const CHAIN_ID = 31337;
const BLOCKS = 1_000;
const ROUNDS = 3;
const PAYEES = 10;
/** In each block so many of each kind, to strangers; in each tenth one of each kind to us instead. */
const TRANSFERS = 2;
const EVERY = 10;
const POLL_MS = 20;
const PATIENCE_MS = 600_000;

const TOKEN = parseAbi(["function transfer(address to, uint256 amount)"]);

/** The two ways to do the job: native coin from block bodies, or tokens alone (the coin then comes from balances). */
type Job = { readonly name: string; readonly coins: boolean; readonly nativeWatch: NativeWatch; readonly rows: number };
const JOBS: readonly Job[] = [
  { name: "tokens and coin", coins: true, nativeWatch: "blocks", rows: (2 * BLOCKS) / EVERY },
  { name: "tokens alone", coins: false, nativeWatch: "balances", rows: BLOCKS / EVERY },
];

type Caught = { readonly blocksPerSecond: number; readonly callsPerBlock: number };
type Place = { readonly server: string; readonly proxy: CountingProxy; readonly guard: Guard; readonly folder: string };

/**
 * An outage of 1 000 blocks, made up by Florin and by ponder: the same chain, the same proxy, the same PostgreSQL, in turns,
 * each with a database of its own. Florin is measured from its first tick, ponder from its first question to the node, so
 * that its start counts for nothing; both until the last payment stands in their tables.
 */
export async function catchUp(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "florin-bench-catch-up-"));
  const guard = startGuard();
  const { url: server, stop: stopServer } = await startPostgres({ folder, password: "florin", guard, durable: true });
  const chain = await startChain({ chainId: CHAIN_ID });
  const proxy = await startCountingProxy(chain.rpcUrl);
  const place = { server, proxy, guard, folder: join(folder, "peer") };
  const watchers: Watcher[] = [];
  try {
    for (const { nativeWatch } of JOBS) {
      const options = { server, rpcUrl: proxy.url, real: PAYEES, watched: PAYEES, nativeWatch };
      for (let round = 0; round < ROUNDS; round += 1) watchers.push(await startWatcher(options));
    }
    const from = Number(await chain.client.getBlockNumber()) + 1;
    const payees = watchers[0]?.addresses ?? [];
    makePonder({ folder: place.folder, chainId: CHAIN_ID, tokens: [chain.usdc, chain.usdt], payees, from });
    await mineOutage(chain, payees);
    const load = `load ${loadavg()[0]?.toFixed(1)}`;
    const figures: Figure[] = [];
    for (const [index, job] of JOBS.entries()) {
      const ours: Caught[] = [];
      const theirs: Caught[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        ours.push(await runFlorin(watchers[index * ROUNDS + round] as Watcher, job, { proxy, head: from + BLOCKS - 1 }));
        theirs.push(await runPonder(job, place));
      }
      figures.push(...compare(`${job.name} (${load})`, ours, theirs));
    }
    return figures;
  } finally {
    await Promise.all(watchers.map((watcher) => watcher.close()));
    await proxy.stop();
    await Promise.all([stopServer(), chain.stop()]);
    guard.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(name: string, ours: readonly Caught[], theirs: readonly Caught[]): Figure[] {
  const speed = (all: readonly Caught[]) => median(all.map((one) => one.blocksPerSecond));
  const calls = (all: readonly Caught[]) => median(all.map((one) => one.callsPerBlock));
  return [
    atLeast(`catch-up, ${name}: blocks per second, Florin / ponder`, speed(ours) / speed(theirs), 1),
    told("  blocks per second", `${speed(ours).toFixed(0)}, ${speed(theirs).toFixed(0)}`),
    told("  RPC calls per block", `${calls(ours).toFixed(2)}, ${calls(theirs).toFixed(2)}`),
  ];
}

/** Transfers in every block; the last one pays us, so that who has that payment has read them all. */
async function mineOutage({ client, accounts, usdc }: TestChain, payees: readonly `0x${string}`[]): Promise<void> {
  const [account] = accounts;
  await client.setAutomine(false);
  let nonce = await client.getTransactionCount({ address: account });
  for (let block = 1; block <= BLOCKS; block += 1) {
    for (let place = 0; place < TRANSFERS; place += 1) {
      const isOurs = block % EVERY === 0 && place === 0;
      const stranger = `0x${randomBytes(20).toString("hex")}` as const;
      const to = (isOurs ? payees[(block / EVERY) % payees.length] : undefined) ?? stranger;
      const data = encodeFunctionData({ abi: TOKEN, functionName: "transfer", args: [to, 1n] });
      await client.sendTransaction({ account, to, value: 1n, nonce: nonce++, gas: 21_000n });
      await client.sendTransaction({ account, to: usdc, data, nonce: nonce++, gas: 100_000n });
    }
    await client.mine({ blocks: 1 });
  }
}

async function runFlorin(
  { app, transfers }: Watcher,
  job: Job,
  { proxy, head }: { proxy: CountingProxy; head: number },
): Promise<Caught> {
  const [before, began] = [proxy.calls(), performance.now()];
  for (;;) {
    // The balances are compared apart, with a budget of their own.
    const [report] = await scanNetworks(app, { now: Date.now(), isOver: () => false, withBalances: false });
    if (report?.outcome !== "scanned") throw new Error(`the catch-up stopped: ${JSON.stringify(report)}`);
    if (report.to === head) break;
  }
  const caught = measured(began, proxy.calls() - before);
  const stored = await transfers();
  if (stored !== job.rows) throw new Error(`Florin found ${stored} payments, not ${job.rows}`);
  return caught;
}

async function runPonder({ coins, rows }: Job, { server, proxy, guard, folder }: Place): Promise<Caught> {
  const databaseUrl = await createDatabase(server);
  const { sql, close } = openDatabase(databaseUrl, { max: 1 });
  const before = proxy.calls();
  const peer = await startPonder({ folder, databaseUrl, rpcUrl: proxy.url, coins, guard });
  try {
    const limit = performance.now() + PATIENCE_MS;
    const inTime = () => {
      if (performance.now() > limit) throw new Error("ponder did not finish");
      return sleep(POLL_MS);
    };
    while (proxy.calls() === before) await inTime();
    const began = performance.now();
    const stored = async () => {
      const [table] = await sql`select to_regclass('peer.payment') is not null as stands`;
      return table?.stands ? Number((await sql`select count(*) as stored from peer.payment`)[0]?.stored) : 0;
    };
    while ((await stored()) < rows) await inTime();
    const caught = measured(began, proxy.calls() - before);
    if ((await stored()) !== rows) throw new Error(`ponder found ${await stored()} payments, not ${rows}`);
    return caught;
  } finally {
    await peer.stop();
    await close();
  }
}

function measured(began: number, calls: number): Caught {
  return { blocksPerSecond: BLOCKS / ((performance.now() - began) / 1_000), callsPerBlock: calls / BLOCKS };
}
