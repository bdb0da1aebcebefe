import { ApiError } from "../errors";
import { log } from "../log";
import { shareHeaders } from "./share-headers";
import { responseOf, type Told } from "./told";

/** What a route answers with when all went well. */
export type Reply = { readonly status: 200 | 201; readonly body: unknown };

/** The same, as the text that is sent: also what a repeated request gets back. */
export type Answer = { readonly status: number; readonly text: string; readonly replayed: boolean };

export function ok<const Body>(body: Body) {
  return { status: 200 as const, body };
}

export function created<const Body>(body: Body) {
  return { status: 201 as const, body };
}

/**
 * A page of a list (product.md 3).
 *
 * @param rows one more than `limit` where there are more
 */
export function list<Row extends { readonly id: string }, Shown>(
  rows: readonly Row[],
  limit: number,
  render: (row: Row) => Shown,
) {
  const page = rows.slice(0, limit);
  const hasMore = rows.length > limit;
  return ok({ object: "list", data: page.map(render), hasMore, nextCursor: hasMore ? (page.at(-1)?.id ?? null) : null });
}

export function answerOf(reply: Reply): Answer {
  return { status: reply.status, text: JSON.stringify(reply.body), replayed: false };
}

export function respond(answer: Answer, requestId: string): Response {
  return responseOf(tell(answer, requestId));
}

export function respondError(thrown: unknown, requestId: string): Response {
  return responseOf(tellError(thrown, requestId));
}

export function tell(answer: Answer, requestId: string): Told {
  const headers = headersOf(requestId);
  if (answer.replayed) headers["Idempotent-Replayed"] = "true";
  return { status: answer.status, headers, text: answer.text };
}

/** The error body of product.md 3. What is not an error for callers is logged with its cause and told as "our fault". */
export function tellError(thrown: unknown, requestId: string): Told {
  const error = asApiError(thrown);
  const { type, code, message, param } = error;
  const headers = headersOf(requestId);
  if (error.retryAfter !== null) headers["Retry-After"] = String(error.retryAfter);
  if (error.status === 401) headers["WWW-Authenticate"] = "Bearer";
  // What is left of the body is not read, so nothing can follow it on this connection.
  if (error.status === 413) headers.Connection = "close";
  return { status: error.status, headers, text: JSON.stringify({ error: { type, code, message, param, requestId } }) };
}

function asApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) {
    if (thrown.status >= 500) log.error({ err: thrown }, thrown.code);
    return thrown;
  }
  log.error({ err: thrown }, "a request failed unexpectedly");
  return isDatabaseAway(thrown)
    ? new ApiError(
        "server",
        "unavailable",
        "Florin cannot reach its database. Nothing was changed; please try again in a moment.",
        {
          status: 503,
          retryAfter: 5,
        },
      )
    : new ApiError("server", "internal", "Something went wrong on our side. Nothing was changed; please try again.");
}

/** postgres.js names connection failures in words; classes 08, 53 and 57 are SQLSTATE for away, full and shutting down. */
function isDatabaseAway(thrown: unknown): boolean {
  for (let error = thrown; error instanceof Error; error = error.cause) {
    const code = "code" in error ? String(error.code) : "";
    if (/^(ECONN\w+|ENOTFOUND|EPIPE|CONNECT_TIMEOUT|CONNECTION_\w+|08\w{3}|53\w{3}|57P\w{2}|25006)$/.test(code)) return true;
  }
  return false;
}

function headersOf(requestId: string): Record<string, string> {
  return {
    ...shareHeaders(),
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "Request-Id": requestId,
  };
}
