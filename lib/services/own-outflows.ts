import type { Tx } from "@/db/client";
import { findOwnAddresses } from "@/db/queries/found-transfers";
import type { Outflow } from "@/db/queries/native-outflows";
import type { Sweep } from "../chains/chain";
import { depositAddress } from "../wallet/deposit-address";
import { groupBy } from "./group-by";

/** Above it no address of ours has an index: they are 32-bit integers. */
const MAX_INDEX = 2n ** 31n - 1n;

/** Of these sweeps, what left our addresses of that mode: one sum for each address and block, with the session it was paid for. */
export async function ownOutflows(
  tx: Tx,
  { sweeps, livemode }: { sweeps: readonly Sweep[]; livemode: boolean },
): Promise<(Outflow & { readonly sessionId: string | null })[]> {
  if (sweeps.length === 0) return [];
  const all = sweeps
    .filter(({ index }) => index <= MAX_INDEX)
    .map(({ treasury, index, ...sweep }) => ({
      ...sweep,
      address: depositAddress({ treasury: treasury as `0x${string}`, index: Number(index) }) as string,
    }));
  const own = await findOwnAddresses(tx, { addresses: [...new Set(all.map(({ address }) => address))], livemode });
  const ours = groupBy(
    all.filter(({ address }) => own.has(address)),
    ({ address, blockHash }) => `${address} ${blockHash}`,
  );
  return [...ours.values()].flatMap(([first, ...more]) => {
    if (!first) return [];
    const amount = more.reduce((sum, one) => sum + one.amount, first.amount);
    const { address, blockHash, blockNumber } = first;
    return { address, blockHash, blockNumber, amount, sessionId: own.get(address) ?? null };
  });
}
