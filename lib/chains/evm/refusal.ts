import { ChainBusyError, ChainLimitError, ChainRefusalError, ChainUnreachableError } from "../chain";
import { readProviderLimit } from "./provider-limit";

/** EIP-1474: too many questions, whatever they are. */
const LIMIT_EXCEEDED = -32005;

type Refusal = {
  /** What is told: `HTTP 429`, `error -32005`. */
  readonly what: string;
  readonly status?: number;
  /** Of JSON-RPC: the node itself answered, with an error. */
  readonly code?: number;
  /** The node's own words, whatever they are; only read, never told. */
  readonly message?: unknown;
  /** As the header has it. */
  readonly retryAfter?: string | null;
  readonly cause?: unknown;
};

/** The error that a refusal is: what asking for less may cure, what waiting may cure, what the node does not do, and the rest. */
export function readRefusal({ what, status, code, message, retryAfter, cause }: Refusal): ChainUnreachableError {
  const limit = typeof message === "string" ? readProviderLimit(message) : null;
  const words = `The node refused: ${what}.`;
  const waitMs = retryAfterMs(retryAfter ?? null);
  if (status === 429 || waitMs !== null || limit?.kind === "rate") {
    return new ChainBusyError(words, { waitMs: waitMs ?? (limit?.kind === "rate" ? limit.waitMs : null), cause });
  }
  if (limit?.kind === "transient") return new ChainBusyError(words, { waitMs: null, cause });
  if (limit?.kind === "range" || limit?.kind === "results") {
    return new ChainLimitError(words, { of: "logs", blocks: limit.blocks, cause });
  }
  if (limit?.kind === "size" || status === 413) return new ChainLimitError(words, { of: "answer", blocks: null, cause });
  const isOutage = code === undefined || code === LIMIT_EXCEEDED;
  return isOutage ? new ChainUnreachableError(words, { cause }) : new ChainRefusalError(words, { cause });
}

/** RFC 9110, 10.2.3: seconds or a date. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}
