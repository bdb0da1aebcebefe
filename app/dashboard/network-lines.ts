import type { NetworkLine } from "@/components/dashboard/network-status";
import { listNetworkLag } from "@/db/queries/network-lag";
import { assetsOf } from "@/lib/checkout/assets";
import { NETWORKS } from "@/lib/checkout/networks";
import { app } from "@/lib/services/app";
import type { Room } from "./room";

/** The mode's networks, connected ones first. A local chain that is not connected is nobody's concern. */
export async function networkLines({ db, scope, now }: Room): Promise<NetworkLine[]> {
  const { chains } = app();
  const lags = await listNetworkLag(db, now);
  const lines = NETWORKS.filter(
    ({ livemode, local, chainId }) => livemode === scope.livemode && (!local || chains.has(chainId)),
  ).map(({ chainId, name, confirmations }) => {
    const lag = lags.find((one) => one.chainId === chainId);
    return {
      chainId,
      name,
      confirmations,
      symbols: assetsOf(chainId).map(({ symbol }) => symbol),
      connected: chains.has(chainId),
      scannedThrough: lag?.scannedThrough ?? null,
      behindSeconds: lag?.behindSeconds ?? null,
      lastScanSecondsAgo: lag?.lastScanSecondsAgo ?? null,
      failingSeconds: lag?.failingSeconds ?? null,
      balancesFailingSeconds: lag?.balancesFailingSeconds ?? null,
      stalled: lag?.stalled ?? false,
    };
  });
  return lines.sort((a, b) => Number(b.connected) - Number(a.connected));
}
