import { NATIVE } from "../../checkout/assets";
import type { ReportedTransfer, TransactionReport } from "../../checkout/transaction-report";
import { ChainEvidenceError } from "../chain";
import { addressIn, fieldsOf, readAddress, readHash, readHeader, readQuantity, readReceipt } from "./answer";
import type { Ask } from "./evm-node";
import { TRANSFER_TOPIC } from "./read-log";

/**
 * A transaction with its receipt and the time of its block, or null where the node knows none of that hash. One that a
 * reorg takes away between two questions is one that is in no block.
 */
export async function lookUpTransaction(
  ask: Ask,
  { chainId, txHash }: { chainId: number; txHash: string },
): Promise<TransactionReport | null> {
  const answer = await ask("eth_getTransactionByHash", [txHash]);
  if (answer === null) return null;
  const { blockHash, callsContract, transfers } = readTransaction(answer, txHash);
  const report = { chainId, callsContract, transfers };
  if (blockHash === null) return { ...report, mined: null };
  const [block, receipt] = await Promise.all([
    ask("eth_getBlockByHash", [blockHash, false]),
    ask("eth_getTransactionReceipt", [txHash]),
  ]);
  const header = readHeader(block);
  if (header === null || receipt === null) return { ...report, mined: null };
  if (header.hash !== blockHash) throw new ChainEvidenceError("The node sent another block than the one asked for.");
  const succeeded = readReceipt(receipt, { txHash, block: header });
  return {
    ...report,
    mined: { blockNumber: header.number, time: header.time, succeeded },
    transfers: [...transfers, ...readTransfers(receipt)],
  };
}

type Found = Pick<TransactionReport, "callsContract" | "transfers"> & { readonly blockHash: string | null };

function readTransaction(answer: unknown, asked: string): Found {
  const transaction = fieldsOf(answer, "transaction");
  if (readHash(transaction.hash, "transaction hash") !== asked) {
    throw new ChainEvidenceError("The node sent another transaction than the one asked for.");
  }
  const amount = readQuantity(transaction.value, "transaction value");
  const isCreation = transaction.to === null || transaction.to === undefined;
  const to = isCreation ? null : readAddress(transaction.to, "recipient");
  return {
    blockHash: transaction.blockHash === null ? null : readHash(transaction.blockHash, "transaction's block"),
    callsContract: isCreation || transaction.input !== "0x",
    transfers: to !== null && amount > 0n ? [{ contract: NATIVE, to, amount }] : [],
  };
}

const AMOUNT = /^0x[0-9a-f]{64}$/i;

/** Token transfers in the form of ERC-20, of whatever contract. Any other log is none: a foreign contract writes what it likes. */
function readTransfers(receipt: unknown): ReportedTransfer[] {
  const { logs } = fieldsOf(receipt, "receipt");
  if (!Array.isArray(logs)) throw new ChainEvidenceError("The node's answer has no readable list of logs.");
  return logs.flatMap((answer) => {
    const log = fieldsOf(answer, "log");
    const topics: unknown[] = Array.isArray(log.topics) ? log.topics : [];
    if (topics.length !== 3 || topics[0] !== TRANSFER_TOPIC || typeof log.data !== "string" || !AMOUNT.test(log.data)) return [];
    const to = addressIn(readHash(topics[2], "recipient"));
    const contract = readAddress(log.address, "log's contract") as `0x${string}`;
    return to === null ? [] : [{ contract, to, amount: BigInt(log.data) }];
  });
}
