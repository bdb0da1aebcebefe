import { Agent, type Dispatcher, errors, request } from "undici";
import { guardedConnector, RefusedTargetError, type Resolve, UnresolvedNameError } from "./connector";
import type { AttemptResult } from "./retry";
import { checkTarget, type TargetRules } from "./target";

/** From the first byte of the lookup to the last byte of the answer, a drip included. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 64 * 1_024;
const KEPT_ANSWER_BYTES = 2 * 1_024;

/** Why no whole answer came. */
export type SendError = "timeout" | "refused_target" | "dns" | "tls" | "connection" | "invalid_answer" | "unreadable_secret";

export type Sent = Omit<AttemptResult, "endedAt"> & {
  readonly error: SendError | null;
  /** The first 2 KB of the answer as text, or null. */
  readonly answer: string | null;
};

type Post = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly rules: TargetRules;
};

/** Sends webhooks. Holds the connections, so a process needs one. */
export type Sender = {
  /** One POST: no redirect is followed, nothing is thrown. */
  send(post: Post): Promise<Sent>;
  close(): Promise<void>;
};

export function makeSender(options: { resolve?: Resolve; timeoutMs?: number } = {}): Sender {
  const timeoutMs = options.timeoutMs ?? ATTEMPT_TIMEOUT_MS;
  // Two pools: a connection that was opened under the looser rules never serves the stricter ones.
  const agentFor = (allowPrivate: boolean) =>
    new Agent({ connect: guardedConnector({ allowPrivate }, options), headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const publicOnly = agentFor(false);
  const anywhere = agentFor(true);
  return {
    async send({ url, rules, ...rest }) {
      const target = checkTarget(url, rules);
      if ("problem" in target) return failed("refused_target", null);
      const dispatcher = rules.allowPrivate ? anywhere : publicOnly;
      return post({ ...rest, url: target.url, dispatcher, signal: AbortSignal.timeout(timeoutMs) });
    },
    close: async () => void (await Promise.all([publicOnly.destroy(), anywhere.destroy()])),
  };
}

type Request = { url: URL; headers: Post["headers"]; body: string; dispatcher: Dispatcher; signal: AbortSignal };

async function post({ url, headers, ...rest }: Request): Promise<Sent> {
  let statusCode: number | null = null;
  try {
    const response = await request(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", "user-agent": "Florin-Webhooks/1.0" },
      ...rest,
    });
    statusCode = response.statusCode;
    const answer = await readAnswer(response.body);
    const retryAfter = response.headers["retry-after"];
    return { statusCode, error: null, answer, retryAfter: typeof retryAfter === "string" ? retryAfter : null };
  } catch (error) {
    return failed(wordFor(error), statusCode);
  }
}

function failed(error: SendError, statusCode: number | null): Sent {
  return { statusCode, error, answer: null, retryAfter: null };
}

/** Reads at most 64 KiB, then hangs up. A receiver that has said that much has answered. */
async function readAnswer(body: Dispatcher.ResponseData["body"]): Promise<string> {
  // Hanging up early makes the stream report an abort to nobody.
  body.on("error", () => {});
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (size < KEPT_ANSWER_BYTES) kept.push(chunk.subarray(0, KEPT_ANSWER_BYTES - size));
    size += chunk.length;
    if (size >= MAX_ANSWER_BYTES) break;
  }
  return readableText(Buffer.concat(kept), size > KEPT_ANSWER_BYTES);
}

/** Valid text without NUL, which Postgres cannot store. A character that the cut went through is dropped. */
function readableText(bytes: Buffer, cut: boolean): string {
  return new TextDecoder().decode(bytes, { stream: cut }).replaceAll("\0", "");
}

const TIMEOUT_CODES = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ETIMEDOUT"]);
const TLS_CODES = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

function wordFor(error: unknown): SendError {
  if (error instanceof RefusedTargetError) return "refused_target";
  if (error instanceof UnresolvedNameError) return "dns";
  if (!(error instanceof Error)) return "connection";
  if (error.name === "TimeoutError") return "timeout";
  const code = "code" in error ? String(error.code) : "";
  if (TIMEOUT_CODES.has(code)) return "timeout";
  if (TLS_CODES.test(code)) return "tls";
  if (error instanceof errors.HTTPParserError || code === "UND_ERR_HEADERS_OVERFLOW") return "invalid_answer";
  return "connection";
}
