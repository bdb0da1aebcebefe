import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { webhookEndpoints } from "@/db/schema";
import { notFound } from "../errors";
import { disableEndpoint } from "./disable-endpoint";

/**
 * Takes an endpoint away: its deliveries stay as history, the ones still to be sent are abandoned, its secret is
 * forgotten.
 *
 * @throws {ApiError} 404
 */
export async function deleteWebhookEndpoint(tx: Tx, input: { scope: Scope; id: string; now: number }): Promise<void> {
  const { scope, id, now } = input;
  if (!(await lockEndpoint(tx, scope, id))) throw notFound();
  await disableEndpoint(tx, { endpointId: id, reason: null });
  await tx
    .update(webhookEndpoints)
    .set({ deletedAt: new Date(now), secretSealed: "", previousSecretSealed: null, previousSecretUntil: null })
    .where(eq(webhookEndpoints.id, id));
}
