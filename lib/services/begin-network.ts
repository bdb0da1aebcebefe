import { insertBlocks } from "@/db/queries/blocks";
import { moveCursor } from "@/db/queries/cursors";
import { type BlockHeader, type Chain, ChainEvidenceError } from "../chains/chain";
import type { App } from "./app";
import { LEASE_MS, LeaseLostError, type NetworkLease } from "./network-lease";

const HEADERS_AT_ONCE = 50;

/**
 * A network's first tick: the cursor begins at the head, because no session can be older. The blocks before it are kept as
 * well, as far as a reorg may reach: a fork right after the start must find its ancestor.
 */
export async function beginNetwork(
  app: App,
  { chain, lease, head, now }: { chain: Chain; lease: NetworkLease; head: BlockHeader; now: number },
): Promise<void> {
  const { chainId, finalityDepth } = chain.network;
  const lowest = Math.max(0, head.number - finalityDepth);
  const headers: BlockHeader[] = [head];
  while (head.number - headers.length >= lowest) {
    const highest = head.number - headers.length;
    const count = Math.min(HEADERS_AT_ONCE, highest - lowest + 1);
    headers.push(...(await Promise.all(Array.from({ length: count }, (_, place) => headerAt(chain, highest - place)))));
  }
  for (const [place, header] of headers.entries()) {
    const parent = headers[place + 1];
    if (parent && header.parentHash !== parent.hash) throw new ChainEvidenceError("The node's chain changed while it was read.");
  }
  await app.database.db.transaction(async (tx) => {
    if (!(await moveCursor(tx, { chainId, fence: lease.fence, to: head, now, leaseMs: LEASE_MS }))) throw new LeaseLostError();
    await insertBlocks(tx, chainId, headers);
  });
}

async function headerAt(chain: Chain, height: number): Promise<BlockHeader> {
  const header = await chain.headerAt(height);
  if (header === null) throw new ChainEvidenceError(`The node has no block ${height}, though it has later ones.`);
  return header;
}
