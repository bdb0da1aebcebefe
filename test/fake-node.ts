import type { ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { decodeFunctionData, encodeFunctionResult, hexToBytes, keccak256, numberToHex, pad, parseAbi, toHex } from "viem";
import { startLocalServer } from "./local-server";

/** What a node of our own making may be told to do instead of answering: return true where it has answered itself. */
export type Misanswer = (exchange: { questions: readonly Question[]; answers: Answer[]; response: ServerResponse }) => boolean;

export type Question = { readonly id: number; readonly method: string; readonly params: readonly unknown[] };
/** Freely changed by a lie. */
export type Answer = { id?: unknown; result?: unknown; error?: unknown };
// biome-ignore lint/suspicious/noExplicitAny: the wire form of a block, a transaction, a log or a receipt, made to be bent
export type Wire = any;

export type FakePayment = {
  readonly to: string;
  readonly amount: bigint;
  /** A contract address, or absent for the native coin. */
  readonly token?: string;
  readonly reverted?: boolean;
};

export type FakeBlock = { wire: Wire; logs: Wire[]; receipts: Wire[]; payments: readonly FakePayment[] };

const TRANSFER = keccak256(toHex("Transfer(address,address,uint256)"));
const EMPTY_ROOT = "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421";
const PAYER = `0x${"aa".repeat(20)}`;
const BLOCK_SECONDS = 12;

/**
 * A JSON-RPC node over real HTTP with a chain of its own making, which tells the truth until it is told to lie. Payments
 * have one transaction each; a token payment to the sender's own transaction comes with a log.
 */
export async function startFakeNode({ chainId, startTime }: { chainId: number; startTime: number }) {
  let blocks: FakeBlock[] = [];
  let forks = 0;
  let misanswer: Misanswer = () => false;
  let asked: Question[] = [];

  function mine(payments: readonly FakePayment[] = []): FakeBlock {
    const number = blocks.length;
    const block = makeBlock({ number, parent: blocks.at(-1)?.wire.hash ?? pad("0x"), salt: forks, startTime, payments });
    blocks.push(block);
    return block;
  }
  for (let number = 0; number < 8; number += 1) mine();

  const { url, stop } = await startLocalServer(async (request, response) => {
    try {
      const body = (await json(request)) as Question | Question[];
      const questions = [body].flat();
      asked.push(...questions);
      const answers = questions.map((question) => ({ jsonrpc: "2.0", id: question.id, ...honest(blocks, chainId, question) }));
      if (misanswer({ questions, answers, response })) return;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
    } catch {
      response.destroy();
    }
  });

  return {
    url: `${url}/secret-key-in-the-path`,
    stop,
    mine,
    blocks: (): readonly FakeBlock[] => blocks,
    head: (): FakeBlock => blocks.at(-1) as FakeBlock,
    /** Forgets the newest blocks; what is mined next is another chain. */
    fork(depth: number): FakeBlock[] {
      forks += 1;
      const gone = blocks.slice(-depth);
      blocks = blocks.slice(0, -depth);
      return gone;
    },
    /** Puts an earlier chain's blocks back. */
    restore(depth: number, gone: readonly FakeBlock[]): void {
      blocks = [...blocks.slice(0, depth === 0 ? undefined : -depth), ...gone];
    },
    lie(next: Misanswer): void {
      misanswer = next;
    },
    tellTheTruth(): void {
      misanswer = () => false;
    },
    /** The questions since the last call. */
    takeAsked(): Question[] {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
}

type Recipe = { number: number; parent: string; salt: number; startTime: number; payments: readonly FakePayment[] };

function makeBlock({ number, parent, salt, startTime, payments }: Recipe): FakeBlock {
  const hash = keccak256(toHex(`block ${number} of fork ${salt} on ${parent}`));
  const place = { blockHash: hash, blockNumber: numberToHex(number) };
  const transactions: Wire[] = payments.map(({ to, amount, token }, index) => ({
    ...place,
    hash: keccak256(toHex(`transaction ${index} of ${number}, fork ${salt}`)),
    transactionIndex: numberToHex(index),
    from: PAYER,
    to: token ?? to,
    value: token ? "0x0" : numberToHex(amount),
  }));
  const logs = payments.flatMap(({ to, amount, token, reverted }, index): Wire[] =>
    token && !reverted
      ? [
          {
            ...place,
            address: token,
            topics: [TRANSFER, pad(PAYER as `0x${string}`), pad(to as `0x${string}`)],
            data: pad(numberToHex(amount)),
            transactionHash: transactions[index].hash,
            transactionIndex: numberToHex(index),
            logIndex: numberToHex(index),
            removed: false,
          },
        ]
      : [],
  );
  const receipts = payments.map(({ reverted }, index) => ({
    ...place,
    transactionHash: transactions[index].hash,
    transactionIndex: numberToHex(index),
    status: reverted ? "0x0" : "0x1",
  }));
  const wire = {
    number: numberToHex(number),
    hash,
    parentHash: parent,
    timestamp: numberToHex(startTime + number * BLOCK_SECONDS),
    logsBloom: bloomOf(logs.flatMap((log) => [log.address, ...log.topics])),
    transactionsRoot: payments.length === 0 ? EMPTY_ROOT : keccak256(toHex(`root ${number}`)),
    transactions,
  };
  return { wire, logs, receipts, payments };
}

/** Yellow Paper 4.3.1, written apart from the product's. */
function bloomOf(items: readonly `0x${string}`[]): string {
  let bits = 0n;
  for (const item of items) {
    const hash = hexToBytes(keccak256(item));
    for (const at of [0, 2, 4]) bits |= 1n << BigInt((((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) & 2047);
  }
  return `0x${bits.toString(16).padStart(512, "0")}`;
}

function honest(blocks: readonly FakeBlock[], chainId: number, { method, params }: Question): Answer {
  const [first, second] = params as [Wire, Wire];
  const byHash = (hash: string) => blocks.find((block) => block.wire.hash === hash);
  switch (method) {
    case "eth_chainId":
      return { result: numberToHex(chainId) };
    case "eth_getBlockByNumber": {
      const block = first === "latest" ? blocks.at(-1) : blocks[Number(first)];
      return { result: block ? structuredClone(second ? block.wire : withHashes(block.wire)) : null };
    }
    case "eth_getLogs": {
      const one = first.blockHash ? byHash(first.blockHash) : undefined;
      if (first.blockHash && !one) return { error: { code: -32000, message: "unknown block" } };
      const range = one ? [one] : blocks.slice(Number(first.fromBlock), Number(first.toBlock) + 1);
      const wanted = range.flatMap((block) => block.logs).filter((log) => first.address.includes(log.address));
      return { result: structuredClone(wanted) };
    }
    case "eth_call": {
      const block = byHash(second.blockHash);
      if (!block) return { error: { code: -32000, message: "unknown block" } };
      return { result: balancesAt(first.data, blocks.slice(0, blocks.indexOf(block) + 1)) };
    }
    case "eth_getTransactionReceipt": {
      const receipt = blocks.flatMap((block) => block.receipts).find((one) => one.transactionHash === first);
      return { result: structuredClone(receipt ?? null) };
    }
    default:
      return { error: { code: -32601, message: `the method ${method} does not exist` } };
  }
}

const MULTICALL = parseAbi([
  "struct Call3 { address target; bool allowFailure; bytes callData; }",
  "struct Result { bool success; bytes returnData; }",
  "function aggregate3(Call3[] calls) payable returns (Result[] returnData)",
]);

/** Multicall3's answer to `getEthBalance` of each address: nothing is ever spent here. */
function balancesAt(data: `0x${string}`, blocks: readonly FakeBlock[]): `0x${string}` {
  const { args } = decodeFunctionData({ abi: MULTICALL, data });
  const payments = blocks.flatMap((block) => block.payments).filter(({ token, reverted }) => !token && !reverted);
  const result = args[0].map(({ callData }) => {
    const address = `0x${callData.slice(-40)}`;
    const balance = payments.filter(({ to }) => to === address).reduce((sum, { amount }) => sum + amount, 0n);
    return { success: true, returnData: pad(numberToHex(balance)) };
  });
  return encodeFunctionResult({ abi: MULTICALL, functionName: "aggregate3", result });
}

function withHashes(wire: Wire): Wire {
  return { ...wire, transactions: wire.transactions.map((transaction: Wire) => transaction.hash) };
}
