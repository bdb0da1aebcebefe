import type { ErrorCode } from "./error-codes";

/** Error types of the API and the HTTP status of each (product.md section 3). */
export const ERROR_STATUS = {
  authentication: 401,
  permission: 403,
  invalid_request: 400,
  not_found: 404,
  conflict: 409,
  rate_limited: 429,
  server: 500,
} as const;

export type ErrorType = keyof typeof ERROR_STATUS;

type Options = {
  /** The request field that is wrong, for example `amount.value`. */
  param?: string;
  /** Overrides the type's status: 413, 415 and 503 exist too. */
  status?: number;
  /** Seconds after which a rate-limited caller may try again. */
  retryAfter?: number;
  cause?: unknown;
};

/**
 * An error that a caller may see. `message` is written for that caller and never holds an internal text;
 * the foreign error it came from travels in `cause`, for the log alone.
 */
export class ApiError extends Error {
  readonly type: ErrorType;
  readonly code: ErrorCode;
  readonly param: string | null;
  readonly status: number;
  readonly retryAfter: number | null;

  constructor(type: ErrorType, code: ErrorCode, message: string, options: Options = {}) {
    super(message, { cause: options.cause });
    this.name = "ApiError";
    this.type = type;
    this.code = code;
    this.param = options.param ?? null;
    this.status = options.status ?? ERROR_STATUS[type];
    this.retryAfter = options.retryAfter ?? null;
  }
}

export function invalid(param: string, code: ErrorCode, message: string): ApiError {
  return new ApiError("invalid_request", code, message, { param });
}

/**
 * The one 404: a foreign id and an unknown one get the same words.
 *
 * @param param the field that holds the id, where it does not stand in the path
 */
export function notFound(param?: string): ApiError {
  const message = "There is no such object, or it is not yours. Test mode and live mode do not see each other's objects.";
  return new ApiError("not_found", "not_found", message, param ? { param } : {});
}

/** A path at which the API has nothing. */
export function noSuchAddress(): ApiError {
  const message = "The API has no such address; /docs/api names all that it has. They begin with /api/v1.";
  return new ApiError("not_found", "not_found", message);
}

/** @param param the field that holds the currency */
export function noRateFor(param: string): ApiError {
  const message = "There is no exchange rate for this currency. GET /api/v1/currencies names those that have one.";
  return invalid(param, "currency_unsupported", message);
}

export function conflict(code: ErrorCode, message: string): ApiError {
  return new ApiError("conflict", code, message);
}
