import { recordBalancesProblem, recordProblem } from "@/db/queries/cursors";
import { type Chain, ChainError } from "../chains/chain";
import { DeepReorgError } from "../chains/common-ancestor";
import { log } from "../log";
import type { App } from "./app";
import { type BalanceReport, checkBalances } from "./check-balances";
import { type NetworkScan, scanNetwork } from "./scan-network";

export type NetworkReport = {
  readonly chainId: number;
  /** What the balance check did after the scan; absent where there was nothing to compare. */
  readonly balances?: BalanceReport | { readonly problem: string };
} & (
  | NetworkScan
  /** Plain words, without a URL or a secret. */
  | { readonly outcome: "problem"; readonly problem: string }
);

type Tick = {
  readonly now: number;
  readonly isOver: () => boolean;
  /** Whether balances are compared after the scan. */
  readonly withBalances?: boolean;
};

/** Brings every connected network up to its head, each apart: one that fails or hangs stops no other. Never throws. */
export function scanNetworks(app: App, tick: Tick): Promise<NetworkReport[]> {
  return Promise.all([...app.chains.values()].map((chain) => scanAndReport(app, chain, tick)));
}

/** One network's part of a tick. What went wrong is written down and told. Never throws. */
export async function scanAndReport(app: App, chain: Chain, { now, isOver, withBalances = true }: Tick): Promise<NetworkReport> {
  const { chainId } = chain.network;
  try {
    const scan = await scanNetwork(app, { chain, now, isOver });
    const mayCheck = withBalances && scan.outcome !== "skipped" && !isOver();
    const balances = mayCheck ? await checkAndReport(app, chain, { now, isOver }) : null;
    return { chainId, ...scan, ...(balances && { balances }) };
  } catch (error) {
    const problem = wordsFor(error);
    await report(app, { record: recordProblem, chainId, problem, now, error });
    return { chainId, outcome: "problem", problem };
  }
}

/** Apart from the scan: what stops a check stops no cursor. Never throws. */
async function checkAndReport(
  app: App,
  chain: Chain,
  { now, isOver }: Tick,
): Promise<BalanceReport | { problem: string } | null> {
  try {
    return await checkBalances(app, { chain, now, isOver });
  } catch (error) {
    const problem = wordsFor(error);
    await report(app, { record: recordBalancesProblem, chainId: chain.network.chainId, problem, now, error });
    return { problem };
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof ChainError || error instanceof DeepReorgError) return error.message;
  return "The scan met an internal error; the log has it.";
}

type Problem = { readonly chainId: number; readonly problem: string; readonly now: number };

/** Once for each problem, however many ticks it lasts. */
async function report(
  app: App,
  { record, chainId, problem, now, error }: Problem & { record: typeof recordProblem; error: unknown },
): Promise<void> {
  try {
    const isNews = await record(app.database.db, { chainId, problem, now });
    if (isNews) log.warn({ chainId, err: error }, problem);
  } catch (err) {
    log.error({ chainId, err, problem }, "a network's problem could not be written down");
  }
}
