import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { webhookEndpoints } from "@/db/schema";

/**
 * Switches an endpoint off and gives up what was still to be sent to it: shown as abandoned, and replayable. The endpoint
 * is locked before its deliveries, here as everywhere. An event that a transaction in flight still addresses to it is
 * abandoned when its turn comes.
 */
export async function disableEndpoint(tx: Tx, input: { endpointId: string; reason: string | null }): Promise<void> {
  const { endpointId, reason } = input;
  await tx.update(webhookEndpoints).set({ active: false, disabledReason: reason }).where(eq(webhookEndpoints.id, endpointId));
  await tx.execute(sql`
    update deliveries set status = 'abandoned', lease_until = null
    where id in (
      select id from deliveries where endpoint_id = ${endpointId} and status = 'pending' order by id for no key update
    )`);
}
