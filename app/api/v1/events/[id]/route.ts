import { findEvent } from "@/db/queries/events";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { getEvent } from "@/lib/api/routes/events";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { eventObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";

export const GET = serveMerchant(getEvent, async ({ tx, scope, params }) => {
  const event = await findEvent(tx, scope, params.id);
  if (!event) throw notFound();
  return ok(eventObject(event));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
