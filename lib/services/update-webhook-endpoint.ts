import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type EndpointRow, lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { webhookEndpoints } from "@/db/schema";
import { notFound } from "../errors";
import { type EndpointInput, targetUrl } from "./create-webhook-endpoint";
import { disableEndpoint } from "./disable-endpoint";

export type EndpointChange = { readonly [Field in keyof EndpointInput]?: EndpointInput[Field] | undefined } & {
  readonly active?: boolean | undefined;
};

/**
 * Changes what is named and leaves the rest. Switching an endpoint off abandons what is still to be sent to it; switching
 * it on again lets the events to come through.
 *
 * @throws {ApiError} 404, 400 for a URL that leads nowhere a webhook may go
 */
export async function updateWebhookEndpoint(
  tx: Tx,
  input: { scope: Scope; id: string; change: EndpointChange; allowPrivate: boolean },
): Promise<EndpointRow> {
  const { scope, id, change } = input;
  const before = await lockEndpoint(tx, scope, id);
  if (!before) throw notFound();
  const { url, events, description, active } = change;
  if (active === false && before.active) await disableEndpoint(tx, { endpointId: id, reason: null });
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({
      url: url === undefined ? before.url : targetUrl(url, input),
      events: [...(events ?? before.events)],
      description: description === undefined ? before.description : description,
      ...(active === true && { active, disabledReason: null }),
    })
    .where(eq(webhookEndpoints.id, id))
    .returning();
  if (!endpoint) throw new Error("a locked endpoint vanished");
  return endpoint;
}
