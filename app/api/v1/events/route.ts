import { findEvent, listEvents } from "@/db/queries/events";
import { otherMethods } from "@/lib/api/other-methods";
import { readQuery } from "@/lib/api/read-query";
import { list } from "@/lib/api/respond";
import { listEventsSchema } from "@/lib/api/schemas/webhook-endpoint";
import { eventObject } from "@/lib/api/webhook-objects";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";

export const GET = withMerchant("events:read", async ({ tx, scope, url }) => {
  const { limit, starting_after: startingAfter, type, session: sessionId } = readQuery(url, listEventsSchema);
  if (startingAfter && !(await findEvent(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listEvents(tx, scope, { limit, startingAfter, type, sessionId }), limit, eventObject);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
