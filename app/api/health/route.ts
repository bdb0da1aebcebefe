import { listNetworkLag } from "@/db/queries/network-lag";
import { otherMethods } from "@/lib/api/other-methods";
import { getHealth } from "@/lib/api/routes/machine";
import { served } from "@/lib/api/served";
import { networkOf } from "@/lib/checkout/networks";
import { log } from "@/lib/log";
import { app } from "@/lib/services/app";

export const dynamic = "force-dynamic";

/**
 * Always 200 while the process lives: how far behind each connected network is, for people and their monitors. What went
 * wrong stands in the log and never here.
 */
export const GET = served(getHealth, async () => {
  const { chains, database } = app();
  const lag = await listNetworkLag(database.db, Date.now()).catch((err: unknown) => {
    log.error({ err }, "the database does not answer");
    return null;
  });
  const networks = [...chains.keys()].map((chainId) => ({
    chainId,
    name: networkOf(chainId).name,
    ...(lag?.find((one) => one.chainId === chainId) ?? NOT_SCANNED),
  }));
  return Response.json({ database: lag !== null, networks }, { headers: { "cache-control": "no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");

const NOT_SCANNED = {
  scannedThrough: null,
  behindSeconds: null,
  lastScanSecondsAgo: null,
  failingSeconds: null,
  balancesFailingSeconds: null,
  stalled: false,
};
