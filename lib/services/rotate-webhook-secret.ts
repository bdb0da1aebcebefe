import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { type EndpointRow, lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { webhookEndpoints } from "@/db/schema";
import { notFound } from "../errors";
import { seal } from "../seal";
import { newWebhookSecret, secretPrefix } from "../webhooks/secret";

/**
 * A new secret, in force from the next attempt on. The old one signs beside it for the overlap: time to bring the new one
 * to the receiver without refusing anything. One that is older still ends now.
 *
 * @param input.overlapSeconds 0: the old one ends at once, as a secret must that somebody else has seen
 * @returns the endpoint with its new secret, which nothing can show again
 * @throws {ApiError} 404
 */
export async function rotateWebhookSecret(
  tx: Tx,
  input: { scope: Scope; id: string; overlapSeconds: number; sealKey: string; now: number },
): Promise<{ endpoint: EndpointRow; secret: string }> {
  const { scope, id, overlapSeconds, sealKey, now } = input;
  const before = await lockEndpoint(tx, scope, id);
  if (!before) throw notFound();
  const secret = newWebhookSecret();
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({
      secretSealed: seal(secret, id, sealKey),
      secretPrefix: secretPrefix(secret),
      previousSecretSealed: overlapSeconds > 0 ? before.secretSealed : null,
      previousSecretUntil: overlapSeconds > 0 ? new Date(now + overlapSeconds * 1_000) : null,
    })
    .where(eq(webhookEndpoints.id, id))
    .returning();
  if (!endpoint) throw new Error("a locked endpoint vanished");
  return { endpoint, secret };
}
