import { BaseError, HttpRequestError, http, RpcRequestError } from "viem";
import type { Network } from "../../checkout/networks";
import { ChainError, ChainEvidenceError, ChainUnreachableError } from "../chain";
import { readQuantity } from "./answer";
import { guardedFetch, MAX_ANSWER_BYTES } from "./guarded-fetch";
import { readRefusal } from "./refusal";

/** One question to one node. The answer is anything at all until it has been read by `answer.ts`. */
export type Ask = (method: string, params: readonly unknown[]) => Promise<unknown>;

/** Questions asked in one turn of the event loop travel as one HTTP request, at most so many. */
export const BATCH_SIZE = 50;
const IDENTITY_CHECK_MS = 3_600_000;

/**
 * One RPC URL of a network. Before the first question, and each hour, the node must say that it is on this network:
 * a wrong URL would otherwise show another chain's money.
 */
export function evmNode(network: Network, url: string): Ask {
  const transport = http(url, {
    batch: { batchSize: BATCH_SIZE },
    fetchFn: guardedFetch,
    maxResponseBodySize: MAX_ANSWER_BYTES,
    retryCount: 0,
    timeout: 0,
  })({ retryCount: 0 });
  let identity: { readonly since: number; readonly checked: Promise<void> } | null = null;

  const ask: Ask = async (method, params) => {
    try {
      return await transport.request({ method, params: params as never });
    } catch (error) {
      throw translated(error);
    }
  };

  const checkIdentity = async () => {
    const chainId = readQuantity(await ask("eth_chainId", []), "chain id");
    if (chainId !== BigInt(network.chainId))
      throw new ChainEvidenceError(`The node is on chain ${chainId}, not on ${network.name}.`);
  };

  return async (method, params) => {
    if (identity === null || performance.now() - identity.since > IDENTITY_CHECK_MS) {
      identity = { since: performance.now(), checked: checkIdentity() };
    }
    const current = identity;
    try {
      await current.checked;
    } catch (error) {
      if (identity === current) identity = null;
      throw error;
    }
    return ask(method, params);
  };
}

/** viem's errors name the URL, and URLs hold keys: what travels on is our own sentence. */
function translated(error: unknown): ChainError {
  const own = error instanceof BaseError ? error.walk((inner) => inner instanceof ChainError) : error;
  if (own instanceof ChainError) return own;
  if (isTimeout(error)) return new ChainUnreachableError("The node did not answer in time.", { cause: error });
  const refusal = error instanceof BaseError ? error.walk((inner) => inner instanceof RpcRequestError) : null;
  if (refusal instanceof RpcRequestError) {
    return readRefusal({ what: `error ${refusal.code}`, code: refusal.code, message: refusal.details, cause: error });
  }
  const wire = error instanceof BaseError ? error.walk((inner) => inner instanceof HttpRequestError) : null;
  const word = wire ? "The node cannot be reached." : "The node's answer cannot be read.";
  return new ChainUnreachableError(word, { cause: error });
}

function isTimeout(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === "TimeoutError") return true;
  }
  return false;
}
