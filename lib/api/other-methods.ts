import { ApiError } from "../errors";
import { newId } from "../ids";
import { respondError } from "./respond";

const METHODS = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

type Method = (typeof METHODS)[number];
type Refusal = () => Response;

/**
 * The methods that a route does not have, for it to export beside its own: Next's own 405 has neither the error body nor
 * the `Request-Id` that every answer of the API has. HEAD comes with GET; OPTIONS names what there is.
 */
export function otherMethods<Own extends "DELETE" | "GET" | "PATCH" | "POST">(
  ...own: readonly Own[]
): Readonly<Record<Exclude<Method, Own | ("GET" extends Own ? "HEAD" : never)>, Refusal>> {
  const has: readonly Method[] = own;
  const allowed = METHODS.filter((method) => has.includes(method) || method === "OPTIONS" || isHead(method, has));
  const allow = allowed.join(", ");
  const others = METHODS.filter((method) => !has.includes(method) && !isHead(method, has));
  const answers = others.map((method) => [method, method === "OPTIONS" ? () => options(allow) : () => refusal(allow)]);
  return Object.fromEntries(answers);
}

function isHead(method: Method, own: readonly Method[]): boolean {
  return method === "HEAD" && own.includes("GET");
}

function refusal(allow: string): Response {
  const message = `This address takes ${allow}, and no other method.`;
  const response = respondError(
    new ApiError("invalid_request", "method_not_allowed", message, { status: 405 }),
    newId("request"),
  );
  response.headers.set("Allow", allow);
  return response;
}

function options(allow: string): Response {
  return new Response(null, { status: 204, headers: { Allow: allow, "Request-Id": newId("request") } });
}
