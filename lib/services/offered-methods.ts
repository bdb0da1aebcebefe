import { type Asset, assetsOf, findAssetByName } from "../checkout/assets";
import type { Network } from "../checkout/networks";
import type { Method } from "../checkout/session";
import { invalid } from "../errors";
import type { App } from "./app";

/** A way to pay as a caller names it: the asset by symbol or by contract. */
export type MethodName = { readonly chainId: number; readonly asset: string };

export type OfferedMethod = { readonly network: Network; readonly asset: Asset };

const offers = new WeakMap<App["chains"], Map<boolean, readonly OfferedMethod[]>>();

/** Every way to pay on the connected networks of that mode, in the order in which they are shown. Networks stay as they are. */
export function offeredMethods({ chains }: App, livemode: boolean): readonly OfferedMethod[] {
  const byMode = offers.get(chains) ?? new Map<boolean, readonly OfferedMethod[]>();
  const offered = byMode.get(livemode) ?? listMethods(chains, livemode);
  offers.set(chains, byMode.set(livemode, offered));
  return offered;
}

function listMethods(chains: App["chains"], livemode: boolean): OfferedMethod[] {
  return [...chains.values()]
    .map((chain) => chain.network)
    .filter((network) => network.livemode === livemode)
    .flatMap((network) => assetsOf(network.chainId).map((asset) => ({ network, asset })));
}

/**
 * The listed methods that these names mean.
 *
 * @param param the request's field, for the error
 * @throws {ApiError} 400 that names the entry which is not offered
 */
export function namedMethods(offered: readonly OfferedMethod[], names: readonly MethodName[], param: string): OfferedMethod[] {
  const found = names.map(({ chainId, asset }, index) => {
    const method = offered.find((one) => isNamed(one, { chainId, asset }));
    if (method) return method;
    const isConnected = offered.some((one) => one.network.chainId === chainId);
    throw isConnected
      ? invalid(`${param}.${index}.asset`, "asset_unsupported", "This asset cannot be taken on this network.")
      : invalid(`${param}.${index}.chainId`, "network_not_connected", "This network is not connected.");
  });
  return [...new Set(found)];
}

/** The method that a session starts with: as the caller wishes, else the first. */
export function preselect(
  offered: readonly OfferedMethod[],
  wish: { chainId: number | null; asset: string | null },
): OfferedMethod | null {
  const { chainId, asset } = wish;
  const onNetwork = chainId === null ? offered : offered.filter((one) => one.network.chainId === chainId);
  if (onNetwork.length === 0)
    throw invalid(
      "chainId",
      "network_not_connected",
      "This network is not among the ways to pay. GET /api/v1/networks names them.",
    );
  if (asset === null) return chainId === null ? null : (onNetwork[0] ?? null);
  const wished = onNetwork.find((one) => isNamed(one, { chainId: one.network.chainId, asset }));
  if (!wished)
    throw invalid("asset", "asset_unsupported", "This asset is not among the ways to pay. GET /api/v1/networks names them.");
  return wished;
}

export function isMethod(one: OfferedMethod, method: Method): boolean {
  return one.network.chainId === method.chainId && one.asset.contract === method.asset;
}

function isNamed(one: OfferedMethod, { chainId, asset }: MethodName): boolean {
  return one.network.chainId === chainId && findAssetByName(chainId, asset) === one.asset;
}
