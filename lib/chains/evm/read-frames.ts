/**
 * Reads traces with suspicion: only frames that really moved value. A frame that failed gives its value back, and so do all
 * that it called; DELEGATECALL, CALLCODE and STATICCALL show a value that stays where it is (go-ethereum#26632,
 * trezor/blockbook#1738). A self-destruct pays its beneficiary.
 */
import { ChainEvidenceError } from "../chain";
import { fieldsOf, readAddress, readHash, readIndex, readQuantity } from "./answer";

/** Value that moved inside a transaction. */
export type Frame = {
  /** The transaction's index in its block. */
  readonly index: number;
  /** Calls from the top down, by their place: `0.2`; empty for the transaction's own call. */
  readonly path: string;
  /** A call, and not a creation or a self-destruct. */
  readonly isCall: boolean;
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
};

const MOVING = new Set(["CALL", "CREATE", "CREATE2", "SELFDESTRUCT"]);

/** The answer of `debug_traceBlockByHash` with `callTracer`: a tree for each of the block's transactions. */
export function readCallTrees(answer: unknown, hashes: readonly string[]): Frame[] {
  if (!Array.isArray(answer) || answer.length !== hashes.length) throw unreadable();
  return answer.flatMap((one, index) => {
    const tree = fieldsOf(one, "trace");
    if (tree.txHash !== undefined && readHash(tree.txHash, "trace's transaction") !== hashes[index]) throw unreadable();
    return [...framesOf(tree.result, index, [])];
  });
}

function* framesOf(answer: unknown, index: number, path: readonly number[]): Generator<Frame> {
  const frame = fieldsOf(answer, "trace frame");
  if (frame.error !== undefined) return;
  const type = String(frame.type);
  const value = MOVING.has(type) && frame.value !== undefined ? readQuantity(frame.value, "frame value") : 0n;
  if (value > 0n) {
    const [from, to] = [readAddress(frame.from, "frame's sender"), readAddress(frame.to, "frame's recipient")];
    yield { index, path: path.join("."), isCall: type === "CALL", from, to, value };
  }
  const calls: unknown[] = Array.isArray(frame.calls) ? frame.calls : [];
  for (const [place, call] of calls.entries()) yield* framesOf(call, index, [...path, place]);
}

/** The answer of `trace_block`: a list of frames, each with its address in its transaction's tree. */
export function readFlatTraces(answer: unknown, hashes: readonly string[]): Frame[] {
  if (!Array.isArray(answer)) throw unreadable();
  const failed = new Set<string>();
  const frames: Frame[] = [];
  // Parents stand before their children.
  for (const one of answer) {
    const trace = fieldsOf(one, "trace");
    if (trace.type === "reward") continue;
    const index = readIndex(`0x${Number(trace.transactionPosition).toString(16)}`, "trace's transaction");
    if (readHash(trace.transactionHash, "trace's transaction") !== hashes[index]) throw unreadable();
    const path: unknown[] = Array.isArray(trace.traceAddress) ? trace.traceAddress : [];
    const isDead = path.some((_, depth) => failed.has(keyOf(index, path.slice(0, depth))));
    if (trace.error !== undefined || isDead) {
      failed.add(keyOf(index, path));
      continue;
    }
    const frame = flatFrame(trace, { index, path: path.join(".") });
    if (frame !== null && frame.value > 0n) frames.push(frame);
  }
  return frames;
}

function flatFrame(trace: Readonly<Record<string, unknown>>, place: { index: number; path: string }): Frame | null {
  const action = fieldsOf(trace.action, "trace action");
  switch (trace.type) {
    case "call":
      if (action.callType !== "call") return null;
      return { ...place, isCall: true, ...ends(action.from, action.to), value: readQuantity(action.value, "frame value") };
    case "create": {
      const { address } = fieldsOf(trace.result, "trace result");
      return { ...place, isCall: false, ...ends(action.from, address), value: readQuantity(action.value, "frame value") };
    }
    case "suicide": {
      const value = readQuantity(action.balance, "frame value");
      return { ...place, isCall: false, ...ends(action.address, action.refundAddress), value };
    }
    default:
      throw unreadable();
  }
}

function ends(from: unknown, to: unknown) {
  return { from: readAddress(from, "frame's sender"), to: readAddress(to, "frame's recipient") };
}

function keyOf(index: number, path: readonly unknown[]): string {
  return `${index} ${path.join(".")}`;
}

function unreadable(): ChainEvidenceError {
  return new ChainEvidenceError("The node's traces do not belong to the block asked for.");
}
