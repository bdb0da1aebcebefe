import { ApiError, invalid } from "../errors";
import type { Call } from "./call";
import { parseJson } from "./parse-json";

/** Refused before a byte of it is parsed (S20). */
export const MAX_BODY_BYTES = 64 * 1024;

export type Body = {
  readonly value: Record<string, unknown>;
  /** As it came, for the idempotency hash. */
  readonly bytes: Uint8Array;
};

const NO_BYTES = new Uint8Array();

/**
 * A request's JSON object; no body at all is an empty object.
 *
 * @throws {ApiError} 413 over 64 KiB, 415 for another media type or an encoded body, 400 for what is not a JSON object
 */
export async function readBody(request: Pick<Call, "headers" | "body">): Promise<Body> {
  checkHeaders(request.headers);
  const bytes = await readCapped(request.body);
  if (bytes.length === 0) return { value: {}, bytes };
  if (!request.headers.has("content-type")) throw notJsonType();
  const value = parseJson(decode(bytes));
  if (typeof value !== "object" || value === null || Array.isArray(value) || Object.getPrototypeOf(value) !== Object.prototype) {
    throw invalid("body", "invalid_json", "The body must be a JSON object.");
  }
  return { value: value as Record<string, unknown>, bytes };
}

/** True for what a page's plain form sends. */
export function isForm(request: Pick<Call, "headers">): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(request.headers.get("content-type") ?? "");
}

/**
 * The fields of a plain form (WHATWG URL standard, section 5). Of a field that stands twice the first counts.
 *
 * @throws {ApiError} 413 over 64 KiB, 415 for an encoded body, 400 for what is not UTF-8
 */
export async function readForm(request: Pick<Call, "headers" | "body">): Promise<URLSearchParams> {
  checkTransfer(request.headers);
  return new URLSearchParams(decode(await readCapped(request.body)));
}

function checkHeaders(headers: Call["headers"]): void {
  const type = headers.get("content-type");
  if (type !== null && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw notJsonType();
  checkTransfer(headers);
}

function checkTransfer(headers: Call["headers"]): void {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    throw new ApiError("invalid_request", "unsupported_encoding", "The body must not be compressed.", {
      status: 415,
      param: "Content-Encoding",
    });
  }
  // A length beyond the cap is believed, a smaller one is not: the stream is counted.
  if (Number(headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
}

async function readCapped(body: Call["body"]): Promise<Uint8Array> {
  if (!body) return NO_BYTES;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const next = reading(body);
  for (;;) {
    const { done, value } = await nextChunk(next);
    if (done || !value) return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    size += value.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(value);
  }
}

type Next = () => Promise<{ readonly done?: boolean; readonly value?: Uint8Array | undefined }>;

/** Not by `for await`, which would close what it leaves: the connection would be gone before the answer is out. */
function reading(body: NonNullable<Call["body"]>): Next {
  if ("getReader" in body) {
    const reader = body.getReader();
    return () => reader.read();
  }
  const chunks = body[Symbol.asyncIterator]();
  return () => chunks.next();
}

async function nextChunk(next: Next) {
  try {
    return await next();
  } catch (cause) {
    throw new ApiError("invalid_request", "incomplete_body", "The body ended before it was complete.", { param: "body", cause });
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes);
  } catch (cause) {
    throw new ApiError("invalid_request", "invalid_encoding", "The body is not valid UTF-8.", { param: "body", cause });
  }
}

function notJsonType(): ApiError {
  return new ApiError("invalid_request", "unsupported_media_type", "Send the body as application/json.", {
    status: 415,
    param: "Content-Type",
  });
}

function tooLarge(): ApiError {
  return new ApiError("invalid_request", "body_too_large", "The body must not be larger than 64 KiB.", {
    status: 413,
    param: "body",
  });
}
