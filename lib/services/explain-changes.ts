import type { Outflow } from "@/db/queries/native-outflows";
import type { NativeFact } from "@/db/queries/native-watches";
import type { Attribution, BlockHeader, FoundTransfer } from "../chains/chain";
import { NATIVE } from "../checkout/assets";
import type { Change } from "./find-changes";

/** Behind all that the block itself shows: 2^24 transactions of 2^24 places. */
const LAST_IN_BLOCK = 2 ** 48;

export type Explained = { readonly transfers: readonly FoundTransfer[]; readonly outflows: readonly Outflow[] };

/**
 * Turns a change of balance into facts. What the block shows by itself stands with its transaction; what is then left
 * over is one payment without a transaction, or an outflow. Their sum is the change, always: a coin is never in twice.
 *
 * Traces are believed only where, with all that is known, they add up to the whole change of the balance in the block. Where
 * a part of it was credited before as a gain that nobody showed, the rest is one as well: the block would show both in one.
 *
 * @param facts of that address in that block
 */
export function explainChange(
  { address, amount, after }: Change,
  { chainId, block, facts, shown }: { chainId: number; block: BlockHeader; facts: readonly NativeFact[]; shown: Attribution },
): Explained {
  const known = new Set(facts.map((fact) => fact.key));
  const isOurs = (transfer: FoundTransfer) => transfer.to === address;
  const isNew = ({ txHash, position }: FoundTransfer) => !known.has(`${txHash ?? ""} ${position}`);
  const gains = facts.filter(({ amount: fact, cameAfter }) => fact > 0n && cameAfter !== undefined).length;
  const sends = shown.sends.filter(isOurs);
  const received = shown.inside?.received.filter(isOurs) ?? [];
  const whole = amount + facts.reduce((sum, fact) => sum + fact.amount, 0n);
  const told = sumOf([...sends, ...received]) - (shown.inside?.spent.get(address) ?? 0n);
  const all = [...sends, ...(shown.inside !== null && told === whole ? received : [])];
  const transfers = gains > 0 ? [] : all.filter(isNew);

  const rest = amount - sumOf(transfers);
  const place = gains === 0 ? `balance:${address}` : `balance:${address}:${gains}`;
  const gain = { chainId, block, address, amount: rest, position: place, cameAfter: after };
  if (rest > 0n) return { transfers: [...transfers, unattributed(gain)], outflows: [] };
  const outflow = { address, blockHash: block.hash, blockNumber: block.number, amount: -rest, cameAfter: after };
  return { transfers, outflows: rest < 0n ? [outflow] : [] };
}

function unattributed({
  chainId,
  block,
  address,
  ...gain
}: {
  chainId: number;
  block: BlockHeader;
  address: string;
  amount: bigint;
  position: string;
  cameAfter: number;
}): FoundTransfer {
  return {
    ...gain,
    chainId,
    asset: NATIVE,
    kind: "internal",
    from: null,
    to: address,
    txHash: null,
    order: LAST_IN_BLOCK,
    blockHash: block.hash,
    blockNumber: block.number,
    blockTime: block.time,
  };
}

function sumOf(transfers: readonly FoundTransfer[]): bigint {
  return transfers.reduce((sum, { amount }) => sum + amount, 0n);
}
