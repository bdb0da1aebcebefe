import { NATIVE } from "../../checkout/assets";
import { ChainEvidenceError } from "../chain";
import { addressIn, type EvmBlock, fieldsOf, readAddress, readHash, readHex, readIndex } from "./answer";

/** `Transfer(address indexed, address indexed, uint256)` of ERC-20. */
export const TRANSFER_TOPIC = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
/** `Swept(address indexed, uint256 indexed, address indexed, uint256)` of contracts/DepositFactory.sol. */
export const SWEPT_TOPIC = "0x6aa39a3a0c20b0b13ee9052eefad5f707debc7d2e90f3d46b63f03d65728c8c4";
const ZERO_ADDRESS = `0x${"0".repeat(40)}`;

/** Contracts whose logs are asked for. */
export type Emitters = {
  readonly tokens: readonly `0x${string}`[];
  /** Of the deposit addresses; null: its sweeps are not asked for. */
  readonly factory: `0x${string}` | null;
};

type LogPlace = {
  readonly blockHash: string;
  readonly transactionIndex: number;
  readonly txHash: string;
  readonly logIndex: number;
};

/** A `Transfer(address,address,uint256)` of a listed token. */
export type TransferLog = LogPlace & {
  readonly kind: "transfer";
  readonly token: `0x${string}`;
  readonly from: string;
  /** Null: the recipient word is no address, so it is none of ours. */
  readonly to: string | null;
  /** 32 bytes of hex. */
  readonly data: string;
};

/** The factory moved an asset from one of its addresses to the treasury. */
export type SweptLog = LogPlace & {
  readonly kind: "swept";
  readonly treasury: string | null;
  readonly index: bigint;
  readonly asset: typeof NATIVE | string | null;
  readonly data: string;
};

export type EvmLog = TransferLog | SweptLog;

/**
 * A log of one of those contracts in one of `blocks`.
 *
 * A log that is marked `removed`, of another contract, another event or another block was not asked for: the node then
 * did not answer our question, and what it left out is unknown too. Each contract is believed in its own event alone: a
 * token that says "swept" has swept nothing, nor has anybody else.
 *
 * @returns null for the other's event, which one question for both must let through
 */
export function readLog(
  answer: unknown,
  { blocks, tokens, factory }: { blocks: ReadonlyMap<string, EvmBlock>; tokens: ReadonlySet<string>; factory: string | null },
): EvmLog | null {
  const log = fieldsOf(answer, "log");
  if (log.removed === true) throw new ChainEvidenceError("The node sent a log that a reorg has removed.");
  const blockHash = readHash(log.blockHash, "log's block");
  const transactionIndex = readIndex(log.transactionIndex, "log's transaction index");
  const txHash = readHash(log.transactionHash, "log's transaction");
  const block = blocks.get(blockHash);
  if (
    block === undefined ||
    readIndex(log.blockNumber, "log's block number") !== block.header.number ||
    block.hashes[transactionIndex] !== txHash
  ) {
    throw new ChainEvidenceError("The node sent a log that belongs to none of the blocks asked for.");
  }
  const contract = readAddress(log.address, "log's contract");
  const isFactory = contract === factory;
  if (!isFactory && !tokens.has(contract)) {
    throw new ChainEvidenceError("The node sent a log of a contract that was not asked for.");
  }
  const topics: unknown[] = Array.isArray(log.topics) ? log.topics : [];
  const isSwept = topics[0] === SWEPT_TOPIC && factory !== null;
  if (!isSwept && topics[0] !== TRANSFER_TOPIC) {
    throw new ChainEvidenceError("The node sent a log that is not a token transfer.");
  }
  if (isFactory !== isSwept) return null;
  const place = { blockHash, transactionIndex, txHash, logIndex: readIndex(log.logIndex, "log index") };
  if (topics.length !== (isSwept ? 4 : 3)) throw new ChainEvidenceError("The node sent a log that is not a token transfer.");
  const data = readHex(log.data, 32, "log data");
  if (isSwept) {
    const asset = addressIn(readHash(topics[3], "swept asset"));
    return {
      ...place,
      kind: "swept",
      treasury: addressIn(readHash(topics[1], "treasury")),
      index: BigInt(readHash(topics[2], "index")),
      asset: asset === ZERO_ADDRESS ? NATIVE : asset,
      data,
    };
  }
  return {
    ...place,
    kind: "transfer",
    token: contract as `0x${string}`,
    from: `0x${readHash(topics[1], "sender").slice(26)}`,
    to: addressIn(readHash(topics[2], "recipient")),
    data,
  };
}

/** What one log says, for comparing two that claim the same place. */
export function contentOf(log: EvmLog): string {
  return log.kind === "swept"
    ? `swept ${log.treasury} ${log.index} ${log.asset} ${log.data}`
    : `transfer ${log.token} ${log.from} ${log.to} ${log.data}`;
}
