import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { replayEventsRoute } from "@/lib/api/routes/webhook-endpoints";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { replayEvents } from "@/lib/services/replay-events";

export const POST = serveMerchant(replayEventsRoute, async ({ tx, scope, params, body, now }) => {
  const { since } = body;
  const deliveries = await replayEvents(tx, { scope, id: params.id, since, now });
  return ok({ object: "replay" as const, endpointId: params.id, since: new Date(since).toISOString(), deliveries });
});

export const { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } = otherMethods("POST");
