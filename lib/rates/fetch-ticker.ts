import { request } from "undici";
import type { Exchange, Market } from "./exchanges";
import type { Ticker } from "./quorum";

const MAX_ANSWER_BYTES = 64 * 1024;

/** A source that gave no usable ticker, and in a word why. What it sent is not repeated: it may be anything. */
export class TickerError extends Error {
  override name = "TickerError";
}

export type TickerRequest = {
  readonly exchange: Exchange;
  readonly market: Market;
  /** Epoch ms, taken before the question is sent: a slow answer is not younger than its question. */
  readonly now: number;
  /** For all of it, the last byte included. */
  readonly timeoutMs: number;
};

/**
 * One GET, no redirect followed, 64 KiB at most.
 *
 * @throws {TickerError}
 */
export async function fetchTicker({ exchange, market, now, timeoutMs }: TickerRequest): Promise<Ticker> {
  const text = await get(`${exchange.origin}${exchange.path(market)}`, timeoutMs);
  const book = exchange.read(parse(text), market);
  if (!book) throw new TickerError("an answer of another shape");
  return { source: exchange.name, bid: book.bid, ask: book.ask, at: Math.min(now, book.at ?? now) };
}

async function get(url: string, timeoutMs: number): Promise<string> {
  try {
    const { statusCode, body } = await request(url, {
      headers: { accept: "application/json", "user-agent": "Florin" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) throw new TickerError("too long an answer");
      chunks.push(chunk);
    }
    if (statusCode !== 200) throw new TickerError(`status ${statusCode}`);
    return Buffer.concat(chunks).toString("utf8");
  } catch (cause) {
    if (cause instanceof TickerError) throw cause;
    const timedOut = cause instanceof Error && cause.name === "TimeoutError";
    throw new TickerError(timedOut ? "timeout" : "no connection", { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TickerError("not JSON", { cause });
  }
}
