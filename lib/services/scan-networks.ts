import { recordProblem } from "@/db/queries/cursors";
import { type Chain, ChainError } from "../chains/chain";
import { DeepReorgError } from "../chains/common-ancestor";
import { log } from "../log";
import type { App } from "./app";
import { type NetworkScan, scanNetwork } from "./scan-network";

export type NetworkReport = { readonly chainId: number } & (
  | NetworkScan
  /** Plain words, without a URL or a secret. */
  | { readonly outcome: "problem"; readonly problem: string }
);

type Tick = { readonly now: number; readonly isOver: () => boolean };

/** Brings every connected network up to its head, each apart: one that fails or hangs stops no other. Never throws. */
export function scanNetworks(app: App, tick: Tick): Promise<NetworkReport[]> {
  return Promise.all([...app.chains.values()].map((chain) => scanAndReport(app, chain, tick)));
}

/** One network's part of a tick. What went wrong is written down and told. Never throws. */
export async function scanAndReport(app: App, chain: Chain, { now, isOver }: Tick): Promise<NetworkReport> {
  const { chainId } = chain.network;
  try {
    return { chainId, ...(await scanNetwork(app, { chain, now, isOver })) };
  } catch (error) {
    const problem = wordsFor(error);
    await report(app, { chainId, problem, now, error });
    return { chainId, outcome: "problem", problem };
  }
}

function wordsFor(error: unknown): string {
  if (error instanceof ChainError || error instanceof DeepReorgError) return error.message;
  return "The scan met an internal error; the log has it.";
}

/** Once for each problem, however many ticks it lasts. */
async function report(
  app: App,
  { chainId, problem, now, error }: { chainId: number; problem: string; now: number; error: unknown },
): Promise<void> {
  try {
    const isNews = await recordProblem(app.database.db, { chainId, problem, now });
    if (isNews) log.warn({ chainId, err: error }, problem);
  } catch (err) {
    log.error({ chainId, err, problem }, "a network's problem could not be written down");
  }
}
