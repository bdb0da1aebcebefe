import { NATIVE } from "../../checkout/assets";
import { type Attribution, type BlockRef, ChainError, ChainEvidenceError, ChainRefusalError, type FoundTransfer } from "../chain";
import { type EvmBlock, readBlock, readQuantity, readReceipt } from "./answer";
import type { Ask } from "./evm-node";
import { type Frame, readCallTrees, readFlatTraces } from "./read-frames";
import { PLACES_PER_TRANSACTION } from "./scan-blocks";

/** A method that a node refused is not asked for again so long. */
const REFUSED_MS = 3_600_000;
/** Inside a transaction's places, behind its own value and its logs. */
const FRAMES_FROM = PLACES_PER_TRANSACTION / 2;

type Question = {
  readonly chainId: number;
  readonly addresses: ReadonlySet<string>;
  readonly block: BlockRef;
};

const refusals = new WeakMap<Ask, Map<string, number>>();

/** What one block shows of the native coin of some addresses: its body tells the sends, traces the rest where there are any. */
export async function attributeBlock(ask: Ask, { chainId, addresses, block: asked }: Question): Promise<Attribution> {
  const height = `0x${asked.number.toString(16)}`;
  const block = readBlock(await ask("eth_getBlockByNumber", [height, true]), asked.number, { bodies: true });
  if (block.header.hash !== asked.hash) throw new ChainEvidenceError("The node's chain changed while it was read.");
  const frames = await readFrames(ask, block);
  return {
    sends: await readSends(ask, { chainId, addresses, block }),
    inside: frames && { received: receivedOf(frames, { chainId, addresses, block }), spent: spentOf(frames, addresses) },
  };
}

async function readSends(
  ask: Ask,
  { chainId, addresses, block }: { chainId: number; addresses: ReadonlySet<string>; block: EvmBlock },
): Promise<FoundTransfer[]> {
  const sends = await Promise.all(
    block.transactions.map(async ({ hash, from, to, value }, index): Promise<FoundTransfer[]> => {
      if (to === null || !addresses.has(to)) return [];
      const amount = readQuantity(value, "transaction value");
      if (amount === 0n) return [];
      const receipt = await ask("eth_getTransactionReceipt", [hash]);
      if (!readReceipt(receipt, { txHash: hash, block: block.header })) return [];
      const order = index * PLACES_PER_TRANSACTION;
      return [{ ...inBlock(chainId, block), kind: "native", from, to, amount, txHash: hash, position: "tx", order }];
    }),
  );
  return sends.flat();
}

/** Null where the node does not trace, or does not trace well: then the balance alone must do. */
async function readFrames(ask: Ask, block: EvmBlock): Promise<readonly Frame[] | null> {
  const { hash, number } = block.header;
  const trees = await unlessRefused(ask, "debug_traceBlockByHash", [hash, { tracer: "callTracer" }]);
  const read = (work: () => Frame[]) => {
    try {
      return work();
    } catch (error) {
      if (error instanceof ChainError) return null;
      throw error;
    }
  };
  if (trees !== null) return read(() => readCallTrees(trees, block.hashes));
  const traces = await unlessRefused(ask, "trace_block", [`0x${number.toString(16)}`]);
  return traces === null ? null : read(() => readFlatTraces(traces, block.hashes));
}

async function unlessRefused(ask: Ask, method: string, params: readonly unknown[]): Promise<unknown> {
  const refused = refusals.get(ask) ?? new Map<string, number>();
  refusals.set(ask, refused);
  if ((refused.get(method) ?? 0) > performance.now()) return null;
  try {
    return await ask(method, params);
  } catch (error) {
    if (!(error instanceof ChainError)) throw error;
    if (error instanceof ChainRefusalError) refused.set(method, performance.now() + REFUSED_MS);
    return null;
  }
}

type Place = { chainId: number; addresses: ReadonlySet<string>; block: EvmBlock };

/** Without the transactions' own calls: those are sends. */
function receivedOf(frames: readonly Frame[], { chainId, addresses, block }: Place): FoundTransfer[] {
  return frames.flatMap(({ index, path, isCall, from, to, value }, place) => {
    if (!addresses.has(to) || (path === "" && isCall)) return [];
    const order = index * PLACES_PER_TRANSACTION + FRAMES_FROM + (place % FRAMES_FROM);
    const txHash = block.hashes[index] as string;
    return { ...inBlock(chainId, block), kind: "internal", from, to, amount: value, txHash, position: `trace:${path}`, order };
  });
}

function spentOf(frames: readonly Frame[], addresses: ReadonlySet<string>): ReadonlyMap<string, bigint> {
  const spent = new Map<string, bigint>();
  for (const { from, value } of frames) if (addresses.has(from)) spent.set(from, (spent.get(from) ?? 0n) + value);
  return spent;
}

function inBlock(chainId: number, { header }: EvmBlock) {
  return { chainId, asset: NATIVE, blockHash: header.hash, blockNumber: header.number, blockTime: header.time } as const;
}
