import type { connectToChain } from "../test/chain-client";
import { BLOCK_SECONDS } from "./global-set-up";

/** Blocks come by the story's word alone meanwhile: each state lasts until it has been seen. */
export async function holdBlocks(chain: ReturnType<typeof connectToChain>, story: () => Promise<void>): Promise<void> {
  await chain.setIntervalMining({ interval: 0 });
  try {
    await story();
  } finally {
    await chain.setIntervalMining({ interval: BLOCK_SECONDS });
  }
}
