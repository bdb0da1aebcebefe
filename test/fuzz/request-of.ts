import { isMerchants, type RouteDescription } from "@/lib/api/describe-route";
import type { JsonSchema } from "@/lib/api/openapi/json-schema";
import { requestSchema } from "@/lib/api/openapi/json-schemas";
import { ROUTES } from "@/lib/api/registry";
import { newId } from "@/lib/ids";
import { byKey, byLogin, type Who } from "../document/call";
import { MORE } from "../document/sample-request";
import { HOSTILE_TEXTS } from "../hostile";
import type { Random } from "../simulation/random";
import { anyValue } from "./any-value";
import { garbageBody, garbageId, garbageQuery } from "./garbage";
import { HEADER_TRICKS } from "./hostile-urls";
import { hostileJson, mutate } from "./mutate";
import type { Pool } from "./pool";
import { jsonOf, Raw } from "./raw-json";

/** Of a hundred requests so many are as the schemas say, so many have one thing wrong; the others are garbage. */
const SHARES = { valid: 40, mutated: 40 };

export type Kind = "valid" | "mutated" | "garbage";

export type FuzzRequest = {
  readonly route: RouteDescription;
  readonly kind: Kind;
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
};

export type Callers = {
  readonly test: string;
  readonly live: string;
  readonly foreign: string;
  readonly cron: string;
  readonly metrics: string;
};

/** Those that make something come more often, so that there is something to ask for. */
const DRAWN = ROUTES.flatMap((route) =>
  Object.hasOwn(route.answers, 201) && route.idOf === null ? [route, route, route] : [route],
);
const ORIGIN = "http://localhost:3000";
const schemas = new Map<string, { body: JsonSchema; query: JsonSchema }>();

export function requestFrom(random: Random, pool: Pool, callers: Callers): FuzzRequest {
  const route = random.pick(DRAWN);
  const share = random.int(1, 100);
  const kind = share <= SHARES.valid ? "valid" : share <= SHARES.valid + SHARES.mutated ? "mutated" : "garbage";
  const given = { random, known: (field: string) => pool.named(field, random) };
  const { body, query } = schemasOf(route);
  const writes = route.method !== "GET";
  // One place is wrong at a time: in the body where there is one to speak of, else in the query, else in the path.
  const hasQuery = Object.keys((query.properties ?? {}) as object).length > 0;
  const wrong = kind === "valid" ? "nothing" : writes && route.hasBody ? "body" : hasQuery ? "query" : "id";
  const fields = anyValue(query, "", given) as Record<string, unknown>;
  return {
    route,
    kind,
    method: kind === "garbage" && random.chance(0.03) ? random.pick(["PUT", "PATCH", "POST", "GET", "DELETE"]) : route.method,
    url: `${ORIGIN}${pathOf(route, { random, pool, isWrong: wrong === "id" })}${queryOf(fields, query, { random, wrong, kind })}`,
    headers: headersOf(route, { random, callers, kind }),
    body: writes ? bodyOf(route, body, { ...given, wrong, kind }) : null,
  };
}

function schemasOf(route: RouteDescription): { body: JsonSchema; query: JsonSchema } {
  const known = schemas.get(route.id) ?? { body: requestSchema(route.body.test), query: requestSchema(route.query) };
  schemas.set(route.id, known);
  return known;
}

function pathOf(route: RouteDescription, given: { random: Random; pool: Pool; isWrong: boolean }): string {
  const { random, pool, isWrong } = given;
  if (route.idOf === null) return isWrong && random.chance(0.2) ? `${route.path}/${garbageId(random)}` : route.path;
  const kind = route.idOf;
  const isThere = random.chance(0.9);
  const id = isWrong ? garbageId(random) : isThere ? pool.some(kind, random) : newId(kind);
  return route.path.replace("{id}", id);
}

type Wrong = { readonly random: Random; readonly wrong: string; readonly kind: Kind };

function queryOf(fields: Record<string, unknown>, schema: JsonSchema, { random, wrong, kind }: Wrong): string {
  if (wrong === "query" && kind === "garbage") return garbageQuery(random);
  const names = Object.keys((schema.properties ?? {}) as object);
  const hostile = wrong === "query" ? { [random.pick([...names, "extra"])]: random.pick(HOSTILE_TEXTS) } : {};
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...fields, ...hostile })) given.set(name, String(value));
  return given.size > 0 ? `?${given}` : "";
}

function bodyOf(
  route: RouteDescription,
  schema: JsonSchema,
  { random, known, wrong, kind }: Wrong & Parameters<typeof anyValue>[2],
): FuzzRequest["body"] {
  if (!route.hasBody) return random.chance(0.5) ? "{}" : null;
  const body = { ...(MORE[route.id] as object), ...(anyValue(schema, "", { random, known }) as object) } as Record<
    string,
    unknown
  >;
  // A session has a price of its own or a link's.
  if (typeof body.linkId === "string" && random.chance(0.7)) delete body.amount;
  if (wrong !== "body") return jsonOf(body);
  if (kind === "garbage") return random.chance(0.7) ? garbageBody(random) : jsonOf(new Raw(hostileJson(random)));
  return jsonOf(mutate(body, Object.keys((schema.properties ?? {}) as object), random));
}

function headersOf(route: RouteDescription, given: { random: Random; callers: Callers; kind: Kind }): Record<string, string> {
  const { random, callers, kind } = given;
  const writes = route.method !== "GET";
  const tricked = kind === "garbage" && random.chance(0.4) ? Object.fromEntries([random.pick(HEADER_TRICKS)]) : {};
  const isForm = route.takesForms && random.chance(0.15);
  return {
    ...whoCalls(route, random, callers),
    ...(writes && { "content-type": isForm ? "application/x-www-form-urlencoded" : "application/json" }),
    ...(writes && isMerchants(route) && random.chance(0.15) && { "idempotency-key": `key ${random.int(1, 300)}` }),
    ...tricked,
  };
}

function whoCalls(route: RouteDescription, random: Random, callers: Callers): Who {
  if (route.access === "metrics") return byKey(random.chance(0.5) ? callers.metrics : callers.test);
  if (route.access === "cron") return random.chance(0.05) ? { authorization: `Bearer ${callers.cron}` } : byKey(callers.test);
  if (!isMerchants(route)) return random.chance(0.9) ? {} : byKey(callers.foreign);
  const isUsual = random.chance(0.92);
  if (route.access === "cookie") return isUsual ? byLogin() : random.pick([byLogin("live"), byKey(callers.test), {}]);
  return isUsual
    ? byKey(callers.test)
    : random.pick([byKey(callers.live), byKey(callers.foreign), byLogin(), byLogin("live"), {}]);
}
