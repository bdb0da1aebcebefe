import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeFunctionData, parseAbi } from "viem";
import { scanNetworks } from "../lib/services/scan-networks";
import { startPostgres } from "../scripts/embedded-postgres";
import { startGuard } from "../scripts/guard";
import { startChain, type TestChain } from "../test/chain";
import { startCountingProxy } from "./counting-proxy";
import { atMost, type Figure, median, told } from "./figure";
import { startWatcher, type Watcher } from "./watchers";

const FEW = 10;
const MANY = 100_000;
const ROUNDS = 3;
const BLOCKS = 30;
const WARM_UP_BLOCKS = 20;
/** In each block so many of each kind; one of each goes to a watched address. */
const NATIVE_TRANSFERS = 25;
const TOKEN_TRANSFERS = 25;
const MOST_TIME = 1.2;

const TOKEN = parseAbi(["function mint(address to, uint256 amount)", "function transfer(address to, uint256 amount)"]);

type Scanned = { readonly ms: number; readonly calls: number };

/**
 * Blocks with 50 transfers, each scanned as it comes by a Florin that watches 10 addresses, by one that watches 100 000,
 * and by another that watches 10: questions to the node, and time. Balances are compared apart from that, every few seconds.
 */
export async function scanCost(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "florin-bench-scan-"));
  const guard = startGuard();
  const server = await startPostgres({ folder, password: "florin", guard, durable: true });
  const chain = await startChain();
  const proxy = await startCountingProxy(chain.rpcUrl);
  const start = (watched: number) => startWatcher({ server: server.url, rpcUrl: proxy.url, real: FEW, watched });
  const watchers = [await start(FEW), await start(MANY), await start(FEW)] as const;
  const [payer] = chain.accounts;
  await chain.client.writeContract({
    account: payer,
    address: chain.usdc,
    abi: TOKEN,
    functionName: "mint",
    args: [payer, 10n ** 12n],
  });
  await chain.client.setAutomine(false);
  try {
    const turn = () => scanBlock({ chain, proxy, watchers });
    for (let block = 0; block < WARM_UP_BLOCKS; block += 1) await turn();
    const ratios: number[] = [];
    const blocks: (readonly [Scanned, Scanned, Scanned])[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const scanned: (readonly [Scanned, Scanned, Scanned])[] = [];
      for (let block = 0; block < BLOCKS; block += 1) scanned.push(await turn());
      const few = median(scanned.flatMap(([before, , after]) => [before.ms, after.ms]));
      ratios.push(median(scanned.map(([, many]) => many.ms)) / few);
      blocks.push(...scanned);
    }
    await mineTransfers(chain, watchers[0].addresses);
    const compared = [await questionsOfBalances(watchers[0]), await questionsOfBalances(watchers[1])];
    const stored = await Promise.all(watchers.map((watcher) => watcher.transfers()));
    const expected = 2 * (WARM_UP_BLOCKS + ROUNDS * BLOCKS + 1);
    if (stored.slice(0, 2).some((count) => count !== expected))
      throw new Error(`stored ${stored.join(", ")} transfers, not ${expected}`);
    const callsOf = (index: 0 | 1) => [...new Set(blocks.map((block) => block[index].calls))].sort((a, b) => a - b).join(" or ");
    const [few, many] = [callsOf(0), callsOf(1)];
    return [
      {
        what: `questions to the node per block, ${FEW} and ${MANY} watched`,
        value: `${few}, ${many}`,
        target: "equal",
        met: few === many,
      },
      atMost(`time to scan a block, ${MANY} / ${FEW} watched`, median(ratios), MOST_TIME),
      told("  beside it, questions of one comparison of balances", compared.join(", ")),
      told(
        "  median time per block",
        `${[0, 1].map((index) => median(blocks.map((block) => (block[index] as Scanned).ms)).toFixed(0)).join(", ")} ms`,
      ),
    ];
  } finally {
    await Promise.all(watchers.map((watcher) => watcher.close()));
    await proxy.stop();
    await Promise.all([server.stop(), chain.stop()]);
    guard.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Turn = {
  readonly chain: TestChain;
  readonly proxy: { calls(): number };
  readonly watchers: readonly [Watcher, Watcher, Watcher];
};

async function scanBlock({ chain, proxy, watchers }: Turn): Promise<readonly [Scanned, Scanned, Scanned]> {
  const height = await mineTransfers(chain, watchers[0].addresses);
  const scan = async ({ app }: Watcher): Promise<Scanned> => {
    const [before, began] = [proxy.calls(), performance.now()];
    const [report] = await scanNetworks(app, { now: Date.now(), isOver: () => false, withBalances: false });
    if (report?.outcome !== "scanned" || report.to !== height)
      throw new Error(`block ${height} was not scanned: ${JSON.stringify(report)}`);
    return { ms: performance.now() - began, calls: proxy.calls() - before };
  };
  return [await scan(watchers[0]), await scan(watchers[1]), await scan(watchers[2])];
}

/** Of the comparison that a loop makes every few seconds, with a budget of its own. */
async function questionsOfBalances({ app }: Watcher): Promise<number> {
  const [report] = await scanNetworks(app, { now: Date.now(), isOver: () => false });
  if (!report?.balances || !("questions" in report.balances)) throw new Error(`no balances: ${JSON.stringify(report)}`);
  return report.balances.questions;
}

/** @returns the height of the block */
async function mineTransfers({ client, accounts, usdc }: TestChain, watched: readonly `0x${string}`[]): Promise<number> {
  const [account] = accounts;
  const stranger = () => `0x${randomBytes(20).toString("hex")}` as const;
  const recipients = (count: number) => {
    const ours = watched[Math.floor(Math.random() * watched.length)] ?? stranger();
    return [ours, ...Array.from({ length: count - 1 }, stranger)];
  };
  let nonce = await client.getTransactionCount({ address: account });
  for (const to of recipients(NATIVE_TRANSFERS))
    await client.sendTransaction({ account, to, value: 1n, nonce: nonce++, gas: 21_000n });
  for (const to of recipients(TOKEN_TRANSFERS)) {
    const data = encodeFunctionData({ abi: TOKEN, functionName: "transfer", args: [to, 1n] });
    await client.sendTransaction({ account, to: usdc, data, nonce: nonce++, gas: 100_000n });
  }
  await client.mine({ blocks: 1 });
  const block = await client.getBlock();
  if (block.transactions.length !== NATIVE_TRANSFERS + TOKEN_TRANSFERS)
    throw new Error(`a block with ${block.transactions.length} transactions`);
  return Number(block.number);
}
