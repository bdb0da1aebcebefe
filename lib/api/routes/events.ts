import { describeRoute } from "../describe-route";
import { event, eventList } from "../objects/event";
import { listEventsSchema } from "../schemas/webhook-endpoint";

const tag = "Events";

export const listEventsRoute = describeRoute({
  id: "listEvents",
  method: "GET",
  path: "/api/v1/events",
  tag,
  summary: "List events",
  about: "Kept for at least 90 days.",
  access: "events:read",
  query: listEventsSchema,
  answers: { 200: eventList },
});

export const getEvent = describeRoute({
  id: "getEvent",
  method: "GET",
  path: "/api/v1/events/{id}",
  tag,
  summary: "Get an event",
  access: "events:read",
  idOf: "event",
  answers: { 200: event },
});
