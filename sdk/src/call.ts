import { type Operations, ROUTES } from "./api.js";
import { type ErrorBody, FlorinApiError, FlorinConnectionError } from "./errors.js";
import { newIdempotencyKey } from "./idempotency-key.js";
import { type Failure, readRetryAfter, waitBeforeNext } from "./retry.js";
import { pause, withTimeLimit } from "./time-limit.js";

/** Of one call; each overrides what the client was made with. */
export type CallOptions = {
  /**
   * Of a write: 1 to 255 printable ASCII characters. For 24 hours the same key and the same request get the first answer
   * again and nothing is done twice. Without it each call has a fresh one, which its retries share.
   */
  readonly idempotencyKey?: string | undefined;
  /** Milliseconds that one attempt may take, its answer's body included. */
  readonly timeoutMs?: number | undefined;
  /** How often a failed attempt is followed by another; 0: never. */
  readonly maxRetries?: number | undefined;
  /** Ends the call, also while it waits for its next attempt. It then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
};

export type ClientOptions = {
  /** `ck_test_…` or `ck_live_…`. Keep it on your server. */
  readonly apiKey: string;
  /** Where your Florin is, for example `https://pay.shop.example`. */
  readonly baseUrl: string;
  /** Milliseconds that one attempt may take; default 30 000. */
  readonly timeoutMs?: number | undefined;
  /** How often a failed attempt is followed by another; default 3. */
  readonly maxRetries?: number | undefined;
  /** Sends a request; default the runtime's own `fetch`. */
  readonly fetch?: typeof fetch | undefined;
};

export type Given<Name extends keyof Operations> = {
  /** What `{id}` of the path names. */
  readonly id?: string;
  readonly query?: Operations[Name]["query"] | undefined;
  readonly body?: Operations[Name]["body"] | undefined;
};

/** One call of the API, with its retries. */
export type Call = <Name extends keyof Operations>(
  name: Name,
  given: Given<Name>,
  options?: CallOptions,
) => Promise<Operations[Name]["answer"]>;

const TIMEOUT_MS = 30_000;
const MAX_RETRIES = 3;

export function caller(client: ClientOptions): Call {
  if (!/^ck_(test|live)_\w+$/.test(client.apiKey)) throw new TypeError("apiKey must be a key like ck_test_…");
  const origin = new URL(client.baseUrl).origin;
  if (!/^https?:/.test(origin)) throw new TypeError("baseUrl must be an http or https URL");
  const send = client.fetch ?? ((url, init) => fetch(url, init));

  return async (name, given, options = {}) => {
    const [method, path] = ROUTES[name];
    const url = `${origin}${pathOf(path, given.id)}${queryOf(given.query)}`;
    const isWrite = method !== "GET";
    const idempotencyKey = isWrite ? (options.idempotencyKey ?? newIdempotencyKey()) : null;
    const init: RequestInit = {
      method,
      headers: {
        Authorization: `Bearer ${client.apiKey}`,
        Accept: "application/json",
        ...(idempotencyKey !== null && { "Idempotency-Key": idempotencyKey, "Content-Type": "application/json" }),
      },
      // A key goes to the server it was given for, and nowhere else.
      redirect: "error",
      ...(isWrite && { body: JSON.stringify(given.body ?? {}) }),
    };
    const limit = { timeoutMs: options.timeoutMs ?? client.timeoutMs ?? TIMEOUT_MS, signal: options.signal };
    const maxRetries = options.maxRetries ?? client.maxRetries ?? MAX_RETRIES;

    for (let attempt = 1; ; attempt += 1) {
      const tried = await attemptOnce({ url, init, send, limit, idempotencyKey });
      if ("answer" in tried) return tried.answer as never;
      const wait = attempt > maxRetries ? null : waitBeforeNext(attempt, tried.failure, Math.random());
      if (wait === null) throw tried.error;
      await pause(wait, options.signal);
    }
  };
}

function pathOf(path: string, id: string | undefined): string {
  if (!path.includes("{id}")) return path;
  // Without it the path would be another one's.
  if (typeof id !== "string" || id === "") throw new TypeError(`${path} needs an id`);
  return path.replace("{id}", encodeURIComponent(id));
}

function queryOf(query: object | undefined): string {
  const entries = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries.map(([name, value]) => [name, String(value)]))}`;
}

type Tried = { readonly answer: unknown } | { readonly failure: Failure; readonly error: Error };

async function attemptOnce(given: {
  url: string;
  init: RequestInit;
  send: typeof fetch;
  limit: { timeoutMs: number; signal: AbortSignal | undefined };
  idempotencyKey: string | null;
}): Promise<Tried> {
  const { url, init, send, limit, idempotencyKey } = given;
  const came = await withTimeLimit(limit, async (signal) => {
    const response = await send(url, { ...init, signal });
    return { response, text: await response.text() };
  });
  if (came.kind !== "done") {
    const message = came.kind === "timeout" ? `Florin did not answer in ${limit.timeoutMs} ms` : "Florin could not be reached";
    const error = new FlorinConnectionError(message, { reason: came.kind, idempotencyKey, cause: came.cause });
    return { failure: { status: null, code: null, retryAfterSeconds: null }, error };
  }
  const { response, text } = came.result;
  const { ok, status, headers } = response;
  const body = parse(text);
  if (ok && body !== null) return { answer: body };
  const told = errorOf(body);
  const failure = { status, code: told?.code ?? null, retryAfterSeconds: readRetryAfter(headers.get("retry-after"), Date.now()) };
  const error = told
    ? new FlorinApiError(status, told, failure.retryAfterSeconds)
    : new FlorinConnectionError(`Something that is not Florin answered ${status}`, { reason: "answer", status, idempotencyKey });
  return { failure, error };
}

function parse(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

function errorOf(body: object | null): ErrorBody | null {
  const error = body && "error" in body ? body.error : null;
  return typeof error === "object" && error !== null && "code" in error && "type" in error ? (error as ErrorBody) : null;
}
