import { setTimeout as sleep } from "node:timers/promises";
import { findOwnCurrencies } from "@/db/queries/found-transfers";
import type { FoundTransfer } from "../chains/chain";
import { type AssetRef, findAsset } from "../checkout/assets";
import type { Network } from "../checkout/networks";
import { minorUnits, parseRatio } from "../money";
import type { App } from "./app";

/** What each transfer was worth when it was found: minor units of its session's currency, by transfer. */
export type Worths = ReadonlyMap<FoundTransfer, bigint>;

/** A payment is never held up for its worth: without a rate at hand, it is stored without one. */
const LIMIT_MS = 1_000;
/** The column's: a token whose supply knows no bounds may not stop the scan. */
const MAX_WORTH = 2n ** 63n - 1n;

/** D6: records what money was worth on arrival. Informs the merchant; no status depends on it. Rounded down. */
export async function valueTransfers(
  app: App,
  { network, transfers, now }: { network: Network; transfers: readonly FoundTransfer[]; now: number },
): Promise<Worths> {
  if (transfers.length === 0) return new Map();
  const addresses = [...new Set(transfers.map((transfer) => transfer.to))];
  const currencies = await findOwnCurrencies(app.database.db, { addresses, livemode: network.livemode });
  const worths = transfers.map(async (transfer): Promise<[FoundTransfer, bigint][]> => {
    const currency = currencies.get(transfer.to);
    const worth = currency === undefined ? null : await worthOf(app, { transfer, currency, network, now });
    return worth === null ? [] : [[transfer, worth]];
  });
  return new Map((await Promise.all(worths)).flat());
}

type Question = { transfer: { asset: AssetRef; amount: bigint }; currency: string; network: Network; now: number };

async function worthOf(app: App, { transfer, currency, network, now }: Question): Promise<bigint | null> {
  const asset = findAsset(network.chainId, transfer.asset);
  if (!asset) return null;
  const limit = new AbortController();
  const asked = app.rates.lock({ base: asset.rateSymbol, peg: asset.peg, currency, local: network.local, now });
  const rate = await Promise.race([asked, sleep(LIMIT_MS, null, { signal: limit.signal })]).finally(() => limit.abort());
  const ratio = rate && parseRatio(rate.value);
  if (!ratio) return null;
  const worth = (transfer.amount * ratio.num * 10n ** BigInt(minorUnits(currency))) / (ratio.den * 10n ** BigInt(asset.decimals));
  return worth > MAX_WORTH ? null : worth;
}
