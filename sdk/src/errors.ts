import type { ErrorCode, ErrorType } from "./api.js";

/** Everything that this package throws. */
export class FlorinError extends Error {
  override name = "FlorinError";
}

/** What the body of an error answer says. */
export type ErrorBody = {
  readonly type: ErrorType;
  readonly code: ErrorCode;
  readonly message: string;
  readonly param: string | null;
  readonly requestId: string;
};

/**
 * The API refused. Decide by `code`, which keeps its meaning for ever; show `message` to people.
 *
 * @example
 * ```ts
 * try {
 *   await florin.checkoutSessions.create({ amount: { value: "50.00", currency: "USD" }, clientReferenceId: "order-1001" });
 * } catch (error) {
 *   if (!isApiError(error, "price_differs")) throw error;
 *   // The order has an open session with another price.
 * }
 * ```
 */
export class FlorinApiError<Code extends string = ErrorCode> extends FlorinError {
  override name = "FlorinApiError";
  /** The HTTP status. */
  readonly status: number;
  readonly type: ErrorType;
  readonly code: Code;
  /** The field that is wrong, for example `amount.value`; null where it is no field's fault. */
  readonly param: string | null;
  /** Names the request in the server's log: tell it when you ask for help. */
  readonly requestId: string;
  /** Whole seconds after which the same request may do better; null where the server named none. */
  readonly retryAfterSeconds: number | null;

  constructor(status: number, body: Omit<ErrorBody, "code"> & { readonly code: Code }, retryAfterSeconds: number | null) {
    super(body.message);
    this.status = status;
    this.type = body.type;
    this.code = body.code;
    this.param = body.param;
    this.requestId = body.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * True for an error that the API answered with, of one of these codes where any are given.
 *
 * @example
 * ```ts
 * if (isApiError(error, "payment_seen", "already_final")) tellTheMerchant(error.message);
 * ```
 */
export function isApiError<Code extends ErrorCode = ErrorCode>(error: unknown, ...codes: Code[]): error is FlorinApiError<Code> {
  return error instanceof FlorinApiError && (codes.length === 0 || codes.includes(error.code as Code));
}

/**
 * No answer of Florin's came: the network failed (`network`), it took too long (`timeout`), or something in between
 * answered that is not Florin (`answer`). A write may or may not have been done: send it again with the same
 * `idempotencyKey`, which stands in the error.
 */
export class FlorinConnectionError extends FlorinError {
  override name = "FlorinConnectionError";
  readonly reason: "network" | "timeout" | "answer";
  /** The HTTP status of what answered; null where nothing did. */
  readonly status: number | null;
  /** The key that the write was sent with; null for a read. */
  readonly idempotencyKey: string | null;

  constructor(
    message: string,
    given: {
      readonly reason: FlorinConnectionError["reason"];
      readonly status?: number | null;
      readonly idempotencyKey: string | null;
      readonly cause?: unknown;
    },
  ) {
    super(message, { cause: given.cause });
    this.reason = given.reason;
    this.status = given.status ?? null;
    this.idempotencyKey = given.idempotencyKey;
  }
}
