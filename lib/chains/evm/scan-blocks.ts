import { NATIVE } from "../../checkout/assets";
import { ChainEvidenceError, ChainLimitError, type FoundTransfer, type Matcher, type ScanResult, type Sweep } from "../chain";
import { narrower } from "../window";
import { type EvmBlock, readBlock, readQuantity, readReceipt } from "./answer";
import { isBlank, logBloom } from "./bloom";
import type { Ask } from "./evm-node";
import type { LogReach } from "./log-reach";
import { contentOf, type Emitters, type EvmLog, readLog, SWEPT_TOPIC, TRANSFER_TOPIC, type TransferLog } from "./read-log";

type Window = { readonly from: number; readonly to: number };

/** A transfer that has not been asked about yet: read from the wire only where its recipient is ours. */
type Candidate =
  | { readonly kind: "native"; readonly block: EvmBlock; readonly index: number; readonly to: string; readonly amount: bigint }
  | { readonly kind: "token"; readonly block: EvmBlock; readonly log: TransferLog; readonly to: string; readonly amount: bigint };

type Scan = {
  readonly chainId: number;
  readonly emitters: Emitters;
  /** False: the native coin is watched by balances, so headers are enough. */
  readonly bodies: boolean;
  readonly window: Window;
  readonly matcher: Matcher;
  /** What this node was found to answer of logs. */
  readonly reach: LogReach;
};

/**
 * Reads a window of blocks: their bodies for the native coin, the logs of the listed tokens and of the deposit factory.
 * What it costs depends on the blocks alone: one body each, one question for the logs of all, and receipts of the native
 * payments to us.
 *
 * Order inside a block, in `order`: the transaction's index × 2^24, its own value first, then its logs by index.
 */
export async function scanBlocks(ask: Ask, { chainId, emitters, bodies, window, matcher, reach }: Scan): Promise<ScanResult> {
  const { blocks, answer } = await readWindow(ask, { emitters, bodies, window, reach });
  assertLine(blocks);
  const logs = await completeLogs(ask, { blocks, answer, emitters });
  const candidates = [...blocks.flatMap(nativeCandidates), ...tokenCandidates(logs, blocks)];
  const recipients = [...new Set(candidates.map((candidate) => candidate.to))];
  const ours = recipients.length === 0 ? new Set<string>() : await matcher(recipients);
  const matched = candidates.filter((candidate) => ours.has(candidate.to));
  const succeeded = await Promise.all(matched.map((candidate) => hasSucceeded(ask, candidate)));
  return {
    blocks: blocks.map((block) => block.header),
    transfers: matched.filter((_, place) => succeeded[place]).map((candidate) => transferOf(candidate, chainId)),
    sweeps: logs.flatMap((log) => sweepOf(log, blocks)),
  };
}

/**
 * Bodies and logs, asked together. Where the node answers fewer logs at once, only they are asked again, in smaller
 * pieces; some nodes refuse a whole batch for the one question in it, so bodies refused for the logs are asked again too.
 */
async function readWindow(
  ask: Ask,
  { emitters, bodies, window, reach }: Pick<Scan, "emitters" | "bodies" | "window" | "reach">,
): Promise<{ blocks: EvmBlock[]; answer: unknown[] }> {
  const [blocks, answers] = await Promise.all([
    readBlocks(ask, window, bodies).catch((error: unknown) => {
      if (error instanceof ChainLimitError && error.of === "logs") return readBlocks(ask, window, bodies);
      throw error;
    }),
    Promise.all(
      piecesOf(window, reach.blocks()).map(async (piece) => ({ piece, logs: await logsOrLimit(ask, emitters, piece) })),
    ),
  ]);
  const logs: unknown[] = [];
  for (const { piece, logs: answer } of answers) {
    if (!(answer instanceof ChainLimitError)) logs.push(...answer);
    else logs.push(...(await askInPieces(ask, { emitters, window: piece, limit: answer, reach })));
  }
  return { blocks, answer: logs };
}

function logsOrLimit(ask: Ask, emitters: Emitters, window: Window): Promise<unknown[] | ChainLimitError> {
  return askLogs(ask, emitters, { window }).catch((error: unknown) => {
    if (error instanceof ChainLimitError) return error;
    throw error;
  });
}

/** Down to single blocks, by what the node says would pass, else by halves. `limit`: how the whole window was refused. */
async function askInPieces(
  ask: Ask,
  { emitters, window, limit, reach }: { emitters: Emitters; window: Window; limit: ChainLimitError; reach: LogReach },
): Promise<unknown[]> {
  learn(reach, window, limit);
  const logs: unknown[] = [];
  for (let from = window.from; from <= window.to; ) {
    const piece = { from, to: Math.min(window.to, from + reach.blocks() - 1) };
    const answer = await logsOrLimit(ask, emitters, piece);
    if (answer instanceof ChainLimitError) {
      learn(reach, piece, answer);
    } else {
      logs.push(...answer);
      from = piece.to + 1;
    }
  }
  return logs;
}

/** @throws the limit, where the window is one block: there is nothing smaller to ask for */
function learn(reach: LogReach, window: Window, limit: ChainLimitError): void {
  const blocks = sizeOf(window);
  if (blocks === 1) throw limit;
  reach.learn(narrower(blocks, limit.blocks));
}

function piecesOf({ from, to }: Window, blocks: number): Window[] {
  const count = Math.ceil(sizeOf({ from, to }) / blocks);
  return Array.from({ length: count }, (_, place) => ({
    from: from + place * blocks,
    to: Math.min(to, from + (place + 1) * blocks - 1),
  }));
}

function sizeOf({ from, to }: Window): number {
  return to - from + 1;
}

function readBlocks(ask: Ask, { from, to }: Window, bodies: boolean): Promise<EvmBlock[]> {
  const heights = Array.from({ length: to - from + 1 }, (_, place) => from + place);
  return Promise.all(
    heights.map(async (height) => readBlock(await ask("eth_getBlockByNumber", [toHex(height), bodies]), height, { bodies })),
  );
}

/** Each block the parent of the next, and none earlier than its parent. */
function assertLine(blocks: readonly EvmBlock[]): void {
  for (const [place, { header }] of blocks.entries()) {
    const parent = blocks[place - 1]?.header;
    if (parent && (header.parentHash !== parent.hash || header.time < parent.time)) {
      throw new ChainEvidenceError(`The node's block ${header.number} does not follow its block ${parent.number}.`);
    }
  }
}

async function askLogs(
  ask: Ask,
  { tokens, factory }: Emitters,
  of: { window: Window } | { blockHash: string },
): Promise<unknown[]> {
  const address = factory === null ? tokens : [...tokens, factory];
  if (address.length === 0) return [];
  const topics = factory === null ? TRANSFER_TOPIC : [TRANSFER_TOPIC, SWEPT_TOPIC];
  const place = "window" in of ? { fromBlock: toHex(of.window.from), toBlock: toHex(of.window.to) } : of;
  const answer = await ask("eth_getLogs", [{ ...place, address, topics: [topics] }]);
  if (!Array.isArray(answer)) throw new ChainEvidenceError("The node's answer has no readable list of logs.");
  return answer;
}

/**
 * The logs of every block, each read once. "No logs" is believed where the header's bloom excludes all that was asked
 * for, or where the same block, now named by its hash, answers so again: a node answers `[]`, not an error, for blocks
 * that it does not have yet (go-ethereum#24078).
 */
async function completeLogs(
  ask: Ask,
  { blocks, answer, emitters }: { blocks: readonly EvmBlock[]; answer: readonly unknown[]; emitters: Emitters },
): Promise<readonly EvmLog[]> {
  const { tokens, factory } = emitters;
  const expected = {
    blocks: new Map(blocks.map((block) => [block.header.hash, block])),
    tokens: new Set<string>(tokens),
    factory,
  };
  const read = (answered: readonly unknown[]) => answered.flatMap((log) => readLog(log, expected) ?? []);
  const logs = read(answer);
  const answered = new Set(logs.map((log) => log.blockHash));
  const mayHold = logBloom(emitters);
  const doubtful = blocks.filter(({ header, bloom, hashes }) => {
    if (answered.has(header.hash) || (tokens.length === 0 && factory === null)) return false;
    return isBlank(bloom) ? hashes.length > 0 : mayHold(bloom);
  });
  const again = await Promise.all(
    doubtful.map(async ({ header }) => {
      const own = read(await askLogs(ask, emitters, { blockHash: header.hash }));
      if (own.some((log) => log.blockHash !== header.hash)) {
        throw new ChainEvidenceError("The node sent a log that belongs to none of the blocks asked for.");
      }
      return own;
    }),
  );
  return withoutDoubles([...logs, ...again.flat()]);
}

/** The same log twice is one log; two logs in one place are a contradiction. */
function withoutDoubles(logs: readonly EvmLog[]): EvmLog[] {
  const byPlace = new Map<string, EvmLog>();
  for (const log of logs) {
    const place = `${log.blockHash} ${log.txHash} ${log.logIndex}`;
    const known = byPlace.get(place);
    if (known && contentOf(known) !== contentOf(log)) {
      throw new ChainEvidenceError("The node sent two different logs with one place in the block.");
    }
    byPlace.set(place, known ?? log);
  }
  return [...byPlace.values()];
}

/** Top-level sends of value. Contract creations pay nobody; zero values are address poisoning (D5). */
function nativeCandidates(block: EvmBlock): Candidate[] {
  return block.transactions.flatMap(({ to, value }, index) => {
    const amount = readQuantity(value, "transaction value");
    return to === null || amount === 0n ? [] : [{ kind: "native", block, index, to, amount }];
  });
}

function tokenCandidates(logs: readonly EvmLog[], blocks: readonly EvmBlock[]): Candidate[] {
  const byHash = new Map(blocks.map((block) => [block.header.hash, block]));
  return logs.flatMap((log) => {
    if (log.kind !== "transfer") return [];
    const block = byHash.get(log.blockHash);
    const amount = BigInt(log.data);
    return block === undefined || log.to === null || amount === 0n ? [] : [{ kind: "token", block, log, to: log.to, amount }];
  });
}

/** Native coin alone: what a token says that left is no evidence of its own. */
function sweepOf(log: EvmLog, blocks: readonly EvmBlock[]): Sweep[] {
  if (log.kind !== "swept" || log.asset !== NATIVE || log.treasury === null) return [];
  const { blockHash, treasury, index } = log;
  const block = blocks.find(({ header }) => header.hash === blockHash);
  const amount = BigInt(log.data);
  return block && amount > 0n ? [{ treasury, index, amount, blockHash, blockNumber: block.header.number }] : [];
}

/** A log exists only where its transaction succeeded; of a native send, only the receipt tells. */
async function hasSucceeded(ask: Ask, candidate: Candidate): Promise<boolean> {
  if (candidate.kind === "token") return true;
  const txHash = transactionOf(candidate.block, candidate.index).hash;
  return readReceipt(await ask("eth_getTransactionReceipt", [txHash]), { txHash, block: candidate.block.header });
}

/** In `order`: no transaction has so many logs. */
export const PLACES_PER_TRANSACTION = 2 ** 24;

function transferOf(candidate: Candidate, chainId: number): FoundTransfer {
  const { block, to, amount } = candidate;
  const inBlock = {
    chainId,
    to,
    amount,
    blockHash: block.header.hash,
    blockNumber: block.header.number,
    blockTime: block.header.time,
  };
  if (candidate.kind === "native") {
    const { hash, from } = transactionOf(block, candidate.index);
    const order = candidate.index * PLACES_PER_TRANSACTION;
    return { ...inBlock, kind: "native", asset: NATIVE, from, txHash: hash, position: "tx", order };
  }
  const { token, from, txHash, logIndex, transactionIndex } = candidate.log;
  const order = transactionIndex * PLACES_PER_TRANSACTION + 1 + logIndex;
  return { ...inBlock, kind: "token", asset: token, from, txHash, position: `log:${logIndex}`, order };
}

function transactionOf(block: EvmBlock, index: number) {
  const transaction = block.transactions[index];
  if (!transaction) throw new Error("a candidate names a transaction of its block");
  return transaction;
}

function toHex(height: number): string {
  return `0x${height.toString(16)}`;
}
