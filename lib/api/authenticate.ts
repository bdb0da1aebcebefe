import { hash } from "node:crypto";
import type { Scope } from "@/db/queries/scope";
import { signedInUser } from "../auth";
import { ApiError, invalid } from "../errors";
import type { App } from "../services/app";
import type { Call } from "./call";
import { knownKey } from "./known-keys";
import { limitActor, limitAddress } from "./rate-limit";

/** Who calls: an API key, or a person by the login cookie. */
export type Actor = { readonly kind: "key"; readonly id: string } | { readonly kind: "user"; readonly id: string };

export type Caller = {
  readonly actor: Actor;
  readonly scope: Scope;
  /** Null: everything (a signed-in user). */
  readonly scopes: ReadonlySet<string> | null;
};

const KEY = /^ck_(?:test|live)_[0-9A-Za-z]{32}$/;

/**
 * Whoever calls has it counted before anything else is said: a refusal is limited like an answer, and tells the share.
 *
 * @throws {ApiError} 401 without a valid key or login, 403 where a write by cookie does not come from our own pages, 429
 *   where the key, the person or, without either, the address calls too often
 */
export async function authenticate(app: App, request: Call, now: number): Promise<Caller> {
  const authorization = request.headers.get("authorization");
  const caller = authorization === null ? await byCookie(app, request) : await byKey(app, authorization, now);
  if (caller) return caller;
  await limitAddress(app.config, request.headers);
  throw new ApiError(
    "authentication",
    authorization === null ? "missing_key" : "invalid_key",
    authorization === null
      ? "Send your API key in the header `Authorization: Bearer ck_…`. Keys are made in the dashboard, under API keys."
      : "This API key is not valid: it is not whole, was revoked or has expired. Send it in the header `Authorization: Bearer ck_…`.",
  );
}

async function byKey(app: App, authorization: string, now: number): Promise<Caller | null> {
  const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1] ?? "";
  if (!KEY.test(secret)) return null;
  // A 190-bit secret found by its hash in an index: there is no comparison whose time could tell anything (S8).
  const key = await knownKey(app, hashKey(secret), now);
  if (!key) return null;
  const { id, merchantId, livemode, scopes } = key;
  await limitActor(app.config, id);
  return { actor: { kind: "key", id }, scope: { merchantId, livemode }, scopes };
}

/** SHA-256 of the whole key, hex: all that is stored of it. */
export function hashKey(secret: string): string {
  return hash("sha256", secret);
}

async function byCookie(app: App, request: Call): Promise<Caller | null> {
  if (!request.headers.has("cookie")) return null;
  const user = await signedInUser();
  if (!user) return null;
  await limitActor(app.config, user.userId);
  if (!isReading(request) && request.headers.get("origin") !== new URL(app.config.APP_URL).origin) {
    throw new ApiError("permission", "foreign_origin", "This call must come from Florin's own pages.");
  }
  return {
    actor: { kind: "user", id: user.userId },
    scope: { merchantId: user.merchantId, livemode: readMode(request) },
    scopes: null,
  };
}

/** Changes nothing, so that it needs no proof of where it comes from. Next answers HEAD with a route's GET. */
export function isReading(request: Pick<Call, "method">): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

function readMode(request: Call): boolean {
  const mode = request.headers.get("florin-mode") ?? "test";
  if (mode !== "test" && mode !== "live") throw invalid("Florin-Mode", "invalid_field", "Florin-Mode must be test or live.");
  return mode === "live";
}
