import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { EndpointRow } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { webhookEndpoints } from "@/db/schema";
import type { EventTopic } from "../checkout/event";
import { conflict, invalid } from "../errors";
import { newId } from "../ids";
import { seal } from "../seal";
import { newWebhookSecret, secretPrefix } from "../webhooks/secret";
import { checkTarget, type TargetRules } from "../webhooks/target";

const MAX_ENDPOINTS = 16;

/** What a merchant says of an endpoint. */
export type EndpointInput = {
  readonly url: string;
  /** Types, or `*` alone. */
  readonly events: readonly EventTopic[];
  readonly description: string | null;
};

type Input = { scope: Scope; given: EndpointInput; allowPrivate: boolean; sealKey: string; now: number };

/**
 * @returns the endpoint with its secret, which nothing can show again
 * @throws {ApiError} 400 for a URL that leads nowhere a webhook may go, 409 at 16 endpoints
 */
export async function createWebhookEndpoint(tx: Tx, input: Input): Promise<{ endpoint: EndpointRow; secret: string }> {
  const { scope, given, sealKey, now } = input;
  const url = targetUrl(given.url, input);
  await refuseTooMany(tx, scope);
  const id = newId("webhookEndpoint");
  const secret = newWebhookSecret();
  const [endpoint] = await tx
    .insert(webhookEndpoints)
    .values({
      ...scope,
      id,
      url,
      events: [...given.events],
      description: given.description,
      secretSealed: seal(secret, id, sealKey),
      secretPrefix: secretPrefix(secret),
      createdAt: new Date(now),
    })
    .returning();
  if (!endpoint) throw new Error("an inserted endpoint was not returned");
  return { endpoint, secret };
}

/** @throws {ApiError} 400 that says what is wrong with it */
export function targetUrl(text: string, rules: TargetRules): string {
  const target = checkTarget(text, rules);
  if ("problem" in target) throw invalid("url", "url_refused", target.problem);
  return target.url.href;
}

/** Counted under a lock on the merchant, one that does not hinder rows which refer to it. */
async function refuseTooMany(tx: Tx, { merchantId, livemode }: Scope): Promise<void> {
  await tx.execute(sql`select 1 from merchants where id = ${merchantId} for no key update`);
  const [row] = await tx
    .select({ existing: count() })
    .from(webhookEndpoints)
    .where(
      and(
        eq(webhookEndpoints.merchantId, merchantId),
        eq(webhookEndpoints.livemode, livemode),
        isNull(webhookEndpoints.deletedAt),
      ),
    );
  if ((row?.existing ?? 0) < MAX_ENDPOINTS) return;
  throw conflict("too_many_endpoints", `There can be ${MAX_ENDPOINTS} webhook endpoints. Delete one to add another.`);
}
