import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type EndpointRow, lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { webhookEndpoints } from "@/db/schema";
import { notFound } from "../errors";
import { seal } from "../seal";
import { newWebhookSecret, secretPrefix } from "../webhooks/secret";

/**
 * A new secret, in force from the next attempt on.
 *
 * @returns the endpoint with its new secret, which nothing can show again
 * @throws {ApiError} 404
 */
export async function rotateWebhookSecret(
  tx: Tx,
  input: { scope: Scope; id: string; sealKey: string },
): Promise<{ endpoint: EndpointRow; secret: string }> {
  const { scope, id, sealKey } = input;
  if (!(await lockEndpoint(tx, scope, id))) throw notFound();
  const secret = newWebhookSecret();
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({ secretSealed: seal(secret, id, sealKey), secretPrefix: secretPrefix(secret) })
    .where(eq(webhookEndpoints.id, id))
    .returning();
  if (!endpoint) throw new Error("a locked endpoint vanished");
  return { endpoint, secret };
}
