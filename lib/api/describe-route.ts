import { z } from "zod";
import type { ErrorCode } from "../error-codes";
import type { IdKind } from "../ids";
import type { ApiScope } from "./api-scope";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Who may call: keys with that scope and people, people alone, the cron's or the operator's bearer, everybody, or a watchdog. */
export type Access = ApiScope | "cookie" | "cron" | "metrics" | "public" | "machine";

export type Answers = { readonly [Status in 200 | 201 | 503]?: z.ZodType };

/**
 * What a route takes and answers: its edge validates by it (serve-merchant.ts), its handler is typed by it, and the
 * OpenAPI document is made of it (openapi/).
 */
export type RouteDescription<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Done extends Answers = Answers,
  Path extends string = string,
  Whom extends Access = Access,
> = {
  /** `operationId`: what clients are named by. */
  readonly id: string;
  readonly method: Method;
  /** As the folder of its file, with `{id}` for `[id]`. */
  readonly path: Path;
  readonly tag: string;
  readonly summary: string;
  /** In sentences: what is not said by its fields. */
  readonly about: string | null;
  readonly access: Whom;
  /** What `{id}` of the path names. */
  readonly idOf: IdKind | null;
  readonly query: Query;
  /** By mode; the same where both take the same. Test mode takes whatever live mode does, and more. */
  readonly body: { readonly test: Body; readonly live: Body };
  /** False: the body has no fields, and needs not be sent. */
  readonly hasBody: boolean;
  readonly answers: Done;
  /** What a good answer is. */
  readonly media: "application/json" | "text/event-stream" | "text/plain";
  /** Takes a page's plain form too, and answers that with a page or the way to one. */
  readonly takesForms: boolean;
  /** Codes of its own, beside those that every route of its kind has (error-codes-of.ts). */
  readonly errors: readonly ErrorCode[];
};

export const NO_FIELDS = z.strictObject({});

type Optional = "about" | "idOf" | "media" | "takesForms" | "errors";

export function describeRoute<
  Done extends Answers,
  const Path extends string,
  const Whom extends Access,
  Query extends z.ZodType = typeof NO_FIELDS,
  Body extends z.ZodType = typeof NO_FIELDS,
>(
  given: Omit<RouteDescription<Query, Body, Done, Path, Whom>, Optional | "query" | "body" | "hasBody"> &
    Partial<Pick<RouteDescription, Optional>> & {
      readonly query?: Query;
      readonly body?: Body | { readonly test: Body; readonly live: Body };
    },
): RouteDescription<Query, Body, Done, Path, Whom> {
  const { body = NO_FIELDS as unknown as Body, query = NO_FIELDS as unknown as Query } = given;
  return {
    about: null,
    idOf: null,
    media: "application/json",
    takesForms: false,
    errors: [],
    ...given,
    query,
    body: body instanceof z.ZodType ? { test: body, live: body } : body,
    hasBody: given.body !== undefined,
  };
}

export type ParamsOf<Route extends RouteDescription> = Route["path"] extends `${string}{id}${string}`
  ? { readonly id: string }
  : Record<never, string>;

/** The same shape as a schema's, but no schema says whether its reader may write: handlers answer with what they have. */
type Lasting<T> = T extends readonly (infer Item)[]
  ? readonly Lasting<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: Lasting<T[Name]> }
    : T;

/** What a handler of the route may reply. */
export type ReplyOf<Route extends RouteDescription> = {
  [Status in keyof Route["answers"] & (200 | 201)]: {
    readonly status: Status;
    readonly body: Route["answers"][Status] extends z.ZodType ? Lasting<z.input<Route["answers"][Status]>> : never;
  };
}[keyof Route["answers"] & (200 | 201)];

export function isMerchants({ access }: RouteDescription): boolean {
  return access !== "cron" && access !== "metrics" && access !== "public" && access !== "machine";
}
