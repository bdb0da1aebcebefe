/**
 * What a node says, read with suspicion. Each reader returns exactly what it checked, or throws: a field that is missing
 * or of another form is never taken for "nothing". Checked by hand, not by a schema, because a busy network sends a
 * thousand transactions a second and two fields of each are looked at.
 */
import { type BlockHeader, ChainEvidenceError } from "../chain";

/** `keccak256(rlp([]))` of an empty trie: the transactions root of a block without transactions. */
const EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const NO_ROOT = `0x${"0".repeat(64)}`;

export type EvmTransaction = {
  readonly hash: string;
  readonly from: string;
  /** Null: the transaction creates a contract. */
  readonly to: string | null;
  /** As the node sent it; read when it matters. */
  readonly value: unknown;
};

export type EvmBlock = {
  readonly header: BlockHeader;
  /** 256 bytes as lower-case hex. */
  readonly bloom: string;
  /** Of its transactions, in their order. */
  readonly hashes: readonly string[];
  /** The same with what they send; empty where only hashes were asked for. */
  readonly transactions: readonly EvmTransaction[];
};

/** The header of a block answer, or null where the node has no such block. `asked`: its height, where one was asked. */
export function readHeader(answer: unknown, asked?: number): BlockHeader | null {
  if (answer === null) return null;
  const block = fieldsOf(answer, "block");
  const header = {
    number: readIndex(block.number, "block number"),
    hash: readHash(block.hash, "block hash"),
    parentHash: readHash(block.parentHash, "parent hash"),
    time: readIndex(block.timestamp, "block time") * 1000,
  };
  if (asked !== undefined && header.number !== asked) {
    throw new ChainEvidenceError(`The node answered block ${header.number} when asked for block ${asked}.`);
  }
  if (Number.isNaN(new Date(header.time).getTime())) throw malformed("block time");
  return header;
}

/** A block with its transactions, or with their hashes alone. */
export function readBlock(answer: unknown, asked: number, { bodies }: { bodies: boolean }): EvmBlock {
  const header = readHeader(answer, asked);
  if (header === null) throw new ChainEvidenceError(`The node does not have block ${asked} yet.`);
  const block = fieldsOf(answer, "block");
  if (!Array.isArray(block.transactions)) throw malformed("transaction list");
  const transactions = bodies ? block.transactions.map((transaction, place) => readTransaction(transaction, place, header)) : [];
  const hashes = bodies
    ? transactions.map((transaction) => transaction.hash)
    : block.transactions.map((hash) => readHash(hash, "transaction hash"));
  const root = readHash(block.transactionsRoot, "transactions root");
  if (hashes.length === 0 && root !== EMPTY_ROOT && root !== NO_ROOT) {
    throw new ChainEvidenceError(`The node left out the transactions of block ${asked}.`);
  }
  return { header, bloom: readHex(block.logsBloom, 256, "logs bloom"), hashes, transactions };
}

function readTransaction(answer: unknown, place: number, header: BlockHeader): EvmTransaction {
  const transaction = fieldsOf(answer, "transaction");
  if (
    readHash(transaction.blockHash, "transaction's block") !== header.hash ||
    readIndex(transaction.transactionIndex, "transaction index") !== place
  ) {
    throw new ChainEvidenceError(`The node put a transaction into block ${header.number} that is not of it.`);
  }
  return {
    hash: readHash(transaction.hash, "transaction hash"),
    from: readAddress(transaction.from, "sender"),
    to: transaction.to === null || transaction.to === undefined ? null : readAddress(transaction.to, "recipient"),
    value: transaction.value,
  };
}

/** True where the transaction succeeded, false where it was reverted. */
export function readReceipt(answer: unknown, asked: { txHash: string; block: BlockHeader }): boolean {
  if (answer === null) throw new ChainEvidenceError("The node has no receipt for a transaction of its own block.");
  const receipt = fieldsOf(answer, "receipt");
  if (
    readHash(receipt.transactionHash, "receipt's transaction") !== asked.txHash ||
    readHash(receipt.blockHash, "receipt's block") !== asked.block.hash ||
    readIndex(receipt.blockNumber, "receipt's block number") !== asked.block.number
  ) {
    throw new ChainEvidenceError("The node sent a receipt that belongs to another block.");
  }
  if (receipt.status !== "0x1" && receipt.status !== "0x0") throw malformed("receipt status");
  return receipt.status === "0x1";
}

const QUANTITY = /^0x[0-9a-f]{1,64}$/i;

/** An unsigned integer of at most 256 bits. */
export function readQuantity(answer: unknown, what: string): bigint {
  if (typeof answer !== "string" || !QUANTITY.test(answer)) throw malformed(what);
  return BigInt(answer);
}

export function readIndex(answer: unknown, what: string): number {
  const index = Number(readQuantity(answer, what));
  if (!Number.isSafeInteger(index)) throw malformed(what);
  return index;
}

const HEX = /^0x[0-9a-f]*$/i;

export function readHex(answer: unknown, bytes: number, what: string): string {
  if (typeof answer !== "string" || answer.length !== 2 + bytes * 2 || !HEX.test(answer)) throw malformed(what);
  return answer.toLowerCase();
}

export function readHash(answer: unknown, what: string): string {
  return readHex(answer, 32, what);
}

export function readAddress(answer: unknown, what: string): string {
  return readHex(answer, 20, what);
}

export function addressIn(word: string): string | null {
  return word.startsWith(`0x${"0".repeat(24)}`) ? `0x${word.slice(26)}` : null;
}

export function fieldsOf(answer: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) throw malformed(what);
  return answer as Record<string, unknown>;
}

function malformed(what: string): ChainEvidenceError {
  return new ChainEvidenceError(`The node's answer has no readable ${what}.`);
}
