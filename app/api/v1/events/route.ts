import { findEvent, listEvents } from "@/db/queries/events";
import { otherMethods } from "@/lib/api/other-methods";
import { list } from "@/lib/api/respond";
import { listEventsRoute } from "@/lib/api/routes/events";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { eventObject } from "@/lib/api/webhook-objects";
import { notFound } from "@/lib/errors";

export const GET = serveMerchant(listEventsRoute, async ({ tx, scope, query }) => {
  const { limit, starting_after: startingAfter, session: sessionId, ...filter } = query;
  if (startingAfter && !(await findEvent(tx, scope, startingAfter))) throw notFound("starting_after");
  return list(await listEvents(tx, scope, { limit, startingAfter, sessionId, ...filter }), limit, eventObject);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
