import { type AssetRef, findAssetByName } from "../checkout/assets";
import { findNetwork } from "../checkout/networks";
import { invalid } from "../errors";
import type { MethodName } from "./offered-methods";

/**
 * The listed assets that a link's restriction names, connected now or not: a link outlives an outage.
 *
 * @throws {ApiError} 400 that names the entry
 */
export function linkMethods(names: readonly MethodName[], livemode: boolean): { chainId: number; asset: AssetRef }[] {
  const methods = names.map(({ chainId, asset }, index) => {
    const network = findNetwork(chainId);
    if (!network || network.livemode !== livemode) {
      throw invalid(
        `paymentMethods.${index}.chainId`,
        "network_unknown",
        `There is no such ${livemode ? "live" : "test"} network.`,
      );
    }
    const listed = findAssetByName(chainId, asset);
    if (!listed)
      throw invalid(`paymentMethods.${index}.asset`, "asset_unsupported", "This asset cannot be taken on this network.");
    return { chainId, asset: listed.contract };
  });
  return methods.filter((one, index) => methods.findIndex((other) => isSame(one, other)) === index);
}

function isSame(a: { chainId: number; asset: AssetRef }, b: { chainId: number; asset: AssetRef }): boolean {
  return a.chainId === b.chainId && a.asset === b.asset;
}
