import { type Counted, countEverything } from "@/db/queries/counted";
import { listNetworkLag, type NetworkLag } from "@/db/queries/network-lag";
import { SESSION_STATUSES } from "../checkout/session";
import { log } from "../log";
import { metrics } from "../metrics";
import type { App } from "./app";
import { remembered } from "./remembered";

/** Whoever asks more often gets the same counts again: asking must not cost more than what is measured. */
const COUNT_EVERY_MS = 10_000;

/**
 * Everything that is measured, in Prometheus' text format. Where the database does not answer, what is counted there is
 * missing, and the rest says so.
 *
 * @param now epoch milliseconds
 */
export async function gatherMetrics(app: App, now: number): Promise<{ text: string; contentType: string }> {
  const { registry, databaseUp, poolSize, rateAgeSeconds } = metrics();
  poolSize.set(app.config.DATABASE_POOL);
  rateAgeSeconds.reset();
  for (const { pair, seconds } of app.rates.ages(now)) rateAgeSeconds.set({ pair }, seconds);
  const found = await countedLately(app, now);
  databaseUp.set(found ? 1 : 0);
  showCounted(found?.counted ?? null);
  showLag(found?.lag ?? []);
  return { text: await registry.metrics(), contentType: registry.contentType };
}

async function countedLately(app: App, now: number): Promise<{ counted: Counted; lag: readonly NetworkLag[] } | null> {
  const { db } = app.database;
  const load = async () => {
    const [counted, lag] = await Promise.all([countEverything(db, now), listNetworkLag(db, now)]);
    return { counted, lag };
  };
  try {
    return await remembered(app, "metrics", { now, forMs: COUNT_EVERY_MS, load });
  } catch (err) {
    log.warn({ err }, "the database does not answer: metrics are told without it");
    return null;
  }
}

function showCounted(counted: Counted | null): void {
  const { sessions, payments, connections, deliveriesPending, deliveriesOverdueSeconds, endpointsOff } = metrics();
  for (const one of [sessions, payments, connections, deliveriesPending, deliveriesOverdueSeconds, endpointsOff]) one.reset();
  if (!counted) {
    for (const one of [deliveriesPending, deliveriesOverdueSeconds, endpointsOff]) one.remove();
    return;
  }
  for (const mode of ["test", "live"]) for (const status of SESSION_STATUSES) sessions.set({ mode, status }, 0);
  for (const { livemode, status, count } of counted.sessions) sessions.set({ mode: livemode ? "live" : "test", status }, count);
  for (const { chainId, count } of counted.payments) payments.set({ chain: chainId }, count);
  for (const { state, count } of counted.connections) connections.set({ state }, count);
  deliveriesPending.set(counted.deliveries.pending);
  deliveriesOverdueSeconds.set(counted.deliveries.overdueSeconds);
  endpointsOff.set(counted.deliveries.endpointsOff);
}

function showLag(lag: readonly NetworkLag[]): void {
  const { scanBehindSeconds, scanAgeSeconds, scanStalled } = metrics();
  for (const one of [scanBehindSeconds, scanAgeSeconds, scanStalled]) one.reset();
  for (const { chainId: chain, behindSeconds, lastScanSecondsAgo, stalled } of lag) {
    scanBehindSeconds.set({ chain }, behindSeconds ?? Number.POSITIVE_INFINITY);
    scanAgeSeconds.set({ chain }, lastScanSecondsAgo ?? Number.POSITIVE_INFINITY);
    scanStalled.set({ chain }, stalled ? 1 : 0);
  }
}
