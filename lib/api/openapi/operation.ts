import { STATUS_CODES } from "node:http";
import { ERROR_CODES, type ErrorCode } from "../../error-codes";
import { ID_PREFIXES, type IdKind } from "../../ids";
import { groupBy } from "../../services/group-by";
import { isMerchants, type RouteDescription } from "../describe-route";
import { errorCodesOf } from "../error-codes-of";
import { ID_NAMES } from "../id-names";
import { error } from "../objects/error";
import type { HEADERS } from "./headers";
import type { JsonSchema } from "./json-schema";
import { answerSchema, requestSchema } from "./json-schemas";

/** One route as an OpenAPI operation. */
export function operationOf(route: RouteDescription): JsonSchema {
  const { id, tag, summary, about, access } = route;
  const parameters = parametersOf(route);
  const body = bodyOf(route);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(about !== null && { description: about }),
    security: securityOf(access),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: body }),
    responses: { ...goodAnswers(route), ...errorAnswers(route) },
  };
}

/** The name of a request's body among the components. */
export function bodyName({ id }: RouteDescription): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Request`;
}

function securityOf(access: RouteDescription["access"]): JsonSchema[] {
  switch (access) {
    case "public":
    case "machine":
      return [];
    case "metrics":
      return [{ metricsToken: [] }];
    case "cron":
      return [{ cronSecret: [] }];
    case "cookie":
      return [{ login: [] }];
    default:
      return [{ apiKey: [access] }, { login: [] }];
  }
}

function parametersOf(route: RouteDescription): JsonSchema[] {
  const { idOf, method, query } = route;
  const { properties = {}, required = [] } = requestSchema(query) as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  const queries = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
  return [
    ...(idOf === null ? [] : [pathId(idOf)]),
    ...queries,
    ...(isMerchants(route) && method !== "GET" ? [{ $ref: "#/components/parameters/Idempotency-Key" }] : []),
    ...(isMerchants(route) ? [{ $ref: "#/components/parameters/Florin-Mode" }] : []),
  ];
}

function pathId(kind: IdKind): JsonSchema {
  const pattern = `^${ID_PREFIXES[kind]}_[0-9A-Za-z]{24}$`;
  return { name: "id", in: "path", required: true, description: `Id of ${ID_NAMES[kind]}.`, schema: { type: "string", pattern } };
}

const FORM = { "application/x-www-form-urlencoded": { schema: { type: "object" } } };
const NO_FIELDS = { type: "object", properties: {}, additionalProperties: false };

function bodyOf(route: RouteDescription): JsonSchema | null {
  const { method, hasBody, takesForms, body } = route;
  if (method === "GET") return null;
  const schema = hasBody ? { $ref: `#/components/schemas/${bodyName(route)}` } : NO_FIELDS;
  const { required = [] } = requestSchema(body.test) as { required?: readonly string[] };
  return { required: required.length > 0, content: { "application/json": { schema }, ...(takesForms && FORM) } };
}

function goodAnswers(route: RouteDescription): Record<string, JsonSchema> {
  const { answers, media, takesForms, method } = route;
  const good = Object.entries(answers).map(([status, schema]) => [
    status,
    {
      description: STATUS_CODES[status],
      headers: headersOf(route, method !== "GET" && isMerchants(route) ? ["Idempotent-Replayed"] : []),
      content: { [media]: { schema: answerSchema(schema) } },
    },
  ]);
  const form = { description: "To a plain form: the way to the page.", headers: headersOf(route, ["Location"]) };
  return Object.fromEntries(takesForms ? [...good, ["303", form]] : good);
}

function errorAnswers(route: RouteDescription): Record<string, JsonSchema> {
  const byStatus = groupBy(errorCodesOf(route), (code) => ERROR_CODES[code].status);
  return Object.fromEntries([...byStatus].map(([status, codes]) => [status, errorAnswer(route, status, codes)]));
}

function errorAnswer(route: RouteDescription, status: number, codes: readonly ErrorCode[]): JsonSchema {
  const waits = status === 429 || status === 503;
  const narrowed = { properties: { error: { properties: { code: { enum: codes } } } } };
  return {
    description: codes.map((code) => `\`${code}\`: ${ERROR_CODES[code].meaning}`).join("\n\n"),
    headers: headersOf(route, waits ? ["Retry-After"] : []),
    content: { "application/json": { schema: { allOf: [answerSchema(error), narrowed] } } },
  };
}

function headersOf({ access }: RouteDescription, more: readonly (keyof typeof HEADERS)[]): JsonSchema {
  const isLimited = access !== "machine" && access !== "metrics" && access !== "cron";
  const limits = isLimited ? (["RateLimit", "RateLimit-Policy"] as const) : [];
  const names = access === "machine" ? more : (["Request-Id", ...limits, ...more] as const);
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
