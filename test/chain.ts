import type { Address } from "viem";
import { deployLocalContracts } from "../contracts/deploy-local";
import { startGuard } from "../scripts/guard";
import { startLocalChain } from "../scripts/local-chain";
import { connectToChain } from "./chain-client";

export type TestChain = Awaited<ReturnType<typeof startChain>>;

/**
 * A real local chain of the caller's own, with Florin's contracts on it. Without `blockTime` each transaction is mined
 * at once, in a block of its own.
 */
export async function startChain({ chainId = 31337, blockTime }: { chainId?: number; blockTime?: number } = {}) {
  const guard = startGuard();
  const node = await startLocalChain({ chainId, blockTime, guard });
  const client = connectToChain(node.rpcUrl, chainId);
  const accounts = await client.getAddresses();
  const contracts = await deployLocalContracts(node.rpcUrl);

  /** Sets the time of the next block and mines it. `time`: epoch milliseconds, later than the head's. */
  async function mineAt(time: number): Promise<void> {
    await client.setNextBlockTimestamp({ timestamp: BigInt(Math.floor(time / 1000)) });
    await client.mine({ blocks: 1 });
  }
  return {
    ...contracts,
    rpcUrl: node.rpcUrl,
    pid: node.child.pid as number,
    client,
    /** Unlocked by the node: `client.sendTransaction({ account: accounts[0], … })`. */
    accounts: accounts as [Address, Address, ...Address[]],
    mine: (blocks = 1) => client.mine({ blocks }),
    mineAt,
    /** Mines a block later than that moment and than the head. `moment`: epoch milliseconds. */
    async minePast(moment: number): Promise<void> {
      const head = await client.getBlock();
      await mineAt(Math.max(moment, Number(head.timestamp) * 1000) + 1000);
    },
    /** Replaces the newest `depth` blocks by empty ones; their transactions are gone. */
    reorg: (depth: number) => client.request({ method: "anvil_reorg" as never, params: [depth, []] as never }),
    async stop(): Promise<void> {
      await node.stop();
      guard.release();
    },
  };
}
