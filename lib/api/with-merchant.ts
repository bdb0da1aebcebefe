import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { ApiError, notFound } from "../errors";
import { newId } from "../ids";
import { currentRequestId } from "../request-context";
import { type App, app as theApp } from "../services/app";
import { refuseSecrets } from "../services/refuse-secrets";
import { wakeDeliverer } from "../services/run-deliverer";
import type { ApiScope } from "./api-scope";
import { type Actor, authenticate, type Caller, isReading } from "./authenticate";
import type { Call } from "./call";
import { type Claim, claimKey, readClaim, storeAnswer } from "./idempotency";
import { readBody } from "./read-body";
import { type Answer, answerOf, type Reply, tell, tellError } from "./respond";
import type { Told } from "./told";

export type MerchantRequest<P> = {
  readonly app: App;
  readonly scope: Scope;
  readonly actor: Actor;
  /** The write's one transaction; the database itself for a read. */
  readonly tx: Tx;
  readonly params: P;
  readonly url: URL;
  /** Parsed JSON within the limits of read-body.ts, not yet checked by a schema. */
  readonly body: unknown;
  /** Epoch milliseconds: the one reading of the clock of this request. */
  readonly now: number;
  readonly requestId: string;
  readonly idempotency: Claim | null;
};

type Context<P> = { readonly params: Promise<P> };
type RouteHandler<P> = (request: Call, context: Context<P>) => Promise<Told>;
type Work<P, Done> = (request: MerchantRequest<P>) => Promise<Done>;

/**
 * The edge of every merchant-side route: who calls, may they, how often, with what body; then the work, in one
 * transaction with its idempotency key where it writes. Every answer, also a failed one, has the error body of
 * product.md 3 and a `Request-Id`.
 *
 * @param need the scope a key must have; `cookie`: people only, no key
 */
export function withMerchant<P = Record<string, never>>(need: ApiScope | "cookie", work: Work<P, Reply>): RouteHandler<P>;
/** `ownTransaction`: the work runs its own single statement and keeps its own idempotency key. */
export function withMerchant<P = Record<string, never>>(
  need: ApiScope | "cookie",
  work: Work<P, Answer>,
  options: { ownTransaction: true },
): RouteHandler<P>;
export function withMerchant<P>(
  need: ApiScope | "cookie",
  work: Work<P, Reply> | Work<P, Answer>,
  options?: { ownTransaction: true },
): RouteHandler<P> {
  return async (request, context) => {
    const requestId = currentRequestId() ?? newId("request");
    try {
      const app = theApp();
      const now = Date.now();
      const caller = await authenticate(app, request, now);
      allow(caller, need);
      const params = checkParams(await context.params);
      const url = new URL(request.url);
      const isRead = isReading(request);
      const read = isRead ? null : await readBody(request);
      const body = read?.value;
      if (read) refuseSecrets(read.value);
      const idempotency = read ? readClaim(request, url, read.bytes) : null;
      const { actor, scope } = caller;
      const call = { app, scope, actor, params, url, body, now, requestId, idempotency, tx: app.database.db };
      const answer = isRead || options?.ownTransaction ? asAnswer(await work(call)) : await write(call, work as Work<P, Reply>);
      return tell(answer, requestId);
    } catch (thrown) {
      return tellError(thrown, requestId);
    }
  };
}

async function write<P>(call: MerchantRequest<P>, work: Work<P, Reply>): Promise<Answer> {
  const { app, scope, idempotency: claim, now } = call;
  const sealKey = app.config.ENCRYPTION_KEY;
  const done = await app.database.db.transaction(async (tx) => {
    const first = claim && (await claimKey(tx, scope, { claim, now, sealKey }));
    if (first) return first;
    const answer = answerOf(await work({ ...call, tx }));
    if (claim) await storeAnswer(tx, scope, { claim, answer, sealKey });
    return answer;
  });
  wakeDeliverer();
  return done;
}

function asAnswer(done: Reply | Answer): Answer {
  return "text" in done ? done : answerOf(done);
}

function allow(caller: Caller, need: ApiScope | "cookie"): void {
  if (caller.scopes === null) return;
  if (need === "cookie") throw new ApiError("permission", "dashboard_only", "This is only possible in the dashboard.");
  if (caller.scopes.has(need)) return;
  const message = `This API key does not have the scope ${need}. Make one that has it in the dashboard, under API keys.`;
  throw new ApiError("permission", "missing_scope", message);
}

/** Path segments are ids; one that cannot be an id is an object that does not exist. */
function checkParams<P>(params: P): P {
  for (const value of Object.values(params ?? {})) {
    if (typeof value !== "string" || !/^[0-9A-Za-z_]{1,64}$/.test(value)) throw notFound();
  }
  return params;
}
