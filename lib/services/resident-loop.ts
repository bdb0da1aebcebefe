import { setTimeout as sleep } from "node:timers/promises";
import { releaseNetworkLeases } from "@/db/queries/cursors";
import type { Chain } from "../chains/chain";
import { log } from "../log";
import type { App } from "./app";
import { networksByBalance } from "./configured-chains";
import { fillAddressPool } from "./fill-address-pool";
import { getPictures } from "./get-pictures";
import { startDeliverer } from "./run-deliverer";
import { scanAndReport } from "./scan-networks";

/** A tick ends its windows after this; the next begins at once. */
const TICK_BUDGET_MS = 20_000;
const RATES_INTERVAL_MS = 1_000;
const POOL_INTERVAL_MS = 1_000;
const PICTURES_INTERVAL_MS = 2_000;
/** Where blocks show plain payments, balances only show the rest, and a look at them costs more than a scan. */
const BALANCES_INTERVAL_MS = 5_000;
/** What is under way ends in this time, or is cut off: less than `npm start` and every platform wait after a SIGTERM. */
const END_LIMIT_MS = 2_000;

type Work = () => Promise<unknown>;

/**
 * The engine of a process that stays: scans each network, delivers, keeps rates fresh and addresses ready, each at its own
 * pace, so that none waits for another. The same services serve `GET /api/cron/settle` where no process stays.
 *
 * @returns ends it, after what is under way
 */
export function startResidentLoop(app: App): { stop(): Promise<void>; endSoon(): Promise<void> } {
  const end = new AbortController();
  const deliverer = startDeliverer(app);
  const loops = [
    ...[...app.chains.values()].map((chain) =>
      repeat(`scan of ${chain.network.name}`, app.config.TICK_INTERVAL_MS, makeScan(app, chain, end.signal), end.signal),
    ),
    repeat("rates", RATES_INTERVAL_MS, () => app.rates.refresh(Date.now()), end.signal),
    repeat(
      "pictures",
      PICTURES_INTERVAL_MS,
      () => getPictures(app, { now: Date.now(), until: () => end.signal.aborted }),
      end.signal,
    ),
    repeat("address pool", POOL_INTERVAL_MS, () => fillAddressPool(app), end.signal),
  ];
  const stop = async () => {
    end.abort();
    await Promise.all([...loops, deliverer.stop()]);
  };
  return {
    stop,
    /** For a process that ends: no network waits for its lease to run out. */
    async endSoon() {
      await Promise.race([stop(), sleep(END_LIMIT_MS)]);
      await releaseNetworkLeases(app.database.db, app.instance);
    },
  };
}

function makeScan(app: App, chain: Chain, end: AbortSignal): Work {
  const isByBalances = networksByBalance(app).includes(chain.network.chainId);
  let comparedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const began = performance.now();
    const isOver = () => end.aborted || performance.now() - began > TICK_BUDGET_MS;
    const withBalances = isByBalances || began - comparedAt >= BALANCES_INTERVAL_MS;
    if (withBalances) comparedAt = began;
    return scanAndReport(app, chain, { now: Date.now(), isOver, withBalances });
  };
}

/** Runs `work` every `intervalMs`, or as soon as the last run is over. A failure is told and not the end. */
async function repeat(name: string, intervalMs: number, work: Work, end: AbortSignal): Promise<void> {
  while (!end.aborted) {
    const began = performance.now();
    try {
      await work();
    } catch (err) {
      log.error({ err, loop: name }, "a turn of the resident loop failed");
    }
    const rest = Math.max(0, intervalMs - (performance.now() - began));
    await sleep(rest, undefined, { signal: end }).catch(() => {});
  }
}
