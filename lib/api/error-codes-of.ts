import type { ErrorCode } from "../error-codes";
import { isMerchants, type RouteDescription } from "./describe-route";

const ALWAYS: readonly ErrorCode[] = ["rate_limited", "internal", "unavailable"];

/** read-body.ts, parse-json.ts and field-error.ts. */
const OF_A_BODY: readonly ErrorCode[] = [
  "missing_field",
  "invalid_field",
  "unknown_field",
  "duplicate_field",
  "forbidden_field",
  "too_many_fields",
  "too_deep",
  "invalid_json",
  "invalid_encoding",
  "incomplete_body",
  "body_too_large",
  "unsupported_media_type",
  "unsupported_encoding",
];

/** read-query.ts and field-error.ts. */
const OF_A_QUERY: readonly ErrorCode[] = ["missing_field", "invalid_field", "unknown_field", "duplicate_field"];

/** Every code that a route may answer with: its own, and those of its kind. */
export function errorCodesOf(route: RouteDescription): readonly ErrorCode[] {
  const { access, method, path } = route;
  if (access === "machine") return route.errors;
  const writes = method !== "GET";
  return [
    ...new Set([
      ...(isMerchants(route) ? ofMerchants(route) : []),
      ...(access === "cron" ? (["cron_secret_wrong", "cron_disabled"] as const) : []),
      ...(access === "metrics" ? (["metrics_token_wrong", "metrics_disabled"] as const) : []),
      ...(isMerchants(route) ? OF_A_QUERY : []),
      ...(writes ? OF_A_BODY : []),
      ...(path.includes("{id}") || isList(route) ? (["not_found"] as const) : []),
      ...route.errors,
      ...ALWAYS,
    ]),
  ];
}

function ofMerchants({ access, method }: RouteDescription): readonly ErrorCode[] {
  return [
    "missing_key",
    "invalid_key",
    access === "cookie" ? "dashboard_only" : "missing_scope",
    ...(method === "GET"
      ? []
      : (["foreign_origin", "secret_refused", "idempotency_key_reused", "idempotency_in_progress"] as const)),
  ];
}

/** A list has a cursor, which may name what does not exist. */
function isList({ query }: RouteDescription): boolean {
  return "shape" in query && Object.hasOwn(query.shape as object, "starting_after");
}
