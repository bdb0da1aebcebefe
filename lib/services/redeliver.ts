import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { findDelivery } from "@/db/queries/deliveries";
import { lockEndpoint } from "@/db/queries/endpoints";
import type { Scope } from "@/db/queries/scope";
import { deliveries } from "@/db/schema";
import { notFound } from "../errors";
import { endpointIsOff } from "./send-test-event";

/**
 * Sends a delivery again, now: the same event, the same bytes. One that had ended starts a new schedule of attempts; one
 * that was waiting for its next attempt has it now.
 *
 * @throws {ApiError} 404, 409 while its endpoint is off or deleted
 */
export async function redeliver(tx: Tx, input: { scope: Scope; id: string; now: number }): Promise<void> {
  const { scope, id, now } = input;
  const delivery = await findDelivery(tx, scope, id);
  if (!delivery) throw notFound();
  const endpoint = await lockEndpoint(tx, scope, delivery.endpointId);
  if (!endpoint?.active) throw endpointIsOff();
  await tx
    .update(deliveries)
    .set({
      status: "pending",
      nextAttemptAt: new Date(now),
      earlierAttempts: sql`case when ${deliveries.status} = 'pending' then ${deliveries.earlierAttempts} else ${deliveries.attempts} end`,
    })
    .where(eq(deliveries.id, id));
}
