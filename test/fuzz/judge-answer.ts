import type { Told } from "../document/call";
import type { FuzzRequest } from "./request-of";

const INNARDS = /zod|postgres|drizzle|\bsql\b|undefined|\[object|stack|\bat \/|node_modules/i;

/**
 * What is wrong with an answer beside its shape, which is held against the document at the route's edge: any fault of
 * ours; an error that is not whole; a word about what is inside.
 */
export function faultOf({ status, headers, body }: Told): string | null {
  if (status >= 500) return "a fault of ours";
  if (status < 400 || body === null) return null;
  const { error } = body;
  if (Object.keys(error ?? {}).join() !== "type,code,message,param,requestId") return "an error that is not whole";
  if (headers.get("request-id") !== error.requestId) return "another Request-Id than the error's";
  // A caller's own field name may stand in the message.
  const message = String(error.message).replace(String(error.param), "");
  return INNARDS.test(message) ? "a word about what is inside" : null;
}

/** A request as one can send it again by hand. */
export function showRequest({ kind, method, url, headers, body }: FuzzRequest): string {
  const sent =
    body instanceof Uint8Array ? `base64 ${Buffer.from(body).toString("base64").slice(0, 2_000)}` : (body ?? "").slice(0, 2_000);
  return `${kind} ${method} ${url}\n${JSON.stringify(headers)}\n${sent}`;
}
