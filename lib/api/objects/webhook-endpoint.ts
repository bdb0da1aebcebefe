import { z } from "zod";
import { EVENT_TYPES } from "../../checkout/event";
import { component } from "./component";
import { count, idOf, listOf, livemode, moment } from "./parts";

const fields = {
  id: idOf("webhookEndpoint"),
  object: z.literal("webhook_endpoint"),
  url: z.string(),
  events: z.array(z.enum([...EVENT_TYPES, "*"])).describe('Types, or "*" alone for all.'),
  active: z.boolean(),
  description: z.string().nullable(),
  disabledReason: z.string().nullable().describe("Why Florin switched it off; null where nobody or you did."),
  secretPrefix: z.string().describe("First characters of the secret, to recognise it by."),
  livemode,
  createdAt: moment,
};

export const webhookEndpoint = component("WebhookEndpoint", "Where events are sent to.", z.strictObject(fields));

export const webhookEndpointList = listOf("WebhookEndpoint", webhookEndpoint);

export const webhookEndpointWithSecret = component(
  "WebhookEndpointWithSecret",
  "The same with its signing secret, which is shown in this answer alone.",
  z.strictObject({ ...fields, secret: z.string().meta({ examples: ["whsec_…"] }) }),
);

export const deletedWebhookEndpoint = component(
  "DeletedWebhookEndpoint",
  "What is left of it.",
  z.strictObject({ id: idOf("webhookEndpoint"), object: z.literal("webhook_endpoint"), deleted: z.literal(true) }),
);

const attempt = component(
  "DeliveryAttempt",
  "One POST of the event, and how it ended.",
  z.strictObject({
    number: count.min(1),
    startedAt: moment,
    endedAt: moment.nullable().describe("Null while it is under way, or where the process died in it."),
    statusCode: count.nullable().describe("HTTP status of the answer; null where none came."),
    latencyMs: count.nullable(),
    error: z.string().nullable().describe("Why there was no answer, in a word: `timeout`, `connection`, `refused_target` …"),
    answer: z.string().nullable().describe("The first 2 KB of the answer's body."),
  }),
);

export const delivery = component(
  "Delivery",
  "The sending of one event to one endpoint, with every attempt.",
  z.strictObject({
    id: idOf("delivery"),
    object: z.literal("delivery"),
    eventId: idOf("event"),
    eventType: z.enum(EVENT_TYPES),
    endpointId: idOf("webhookEndpoint"),
    status: z.enum(["pending", "delivered", "abandoned"]),
    nextAttemptAt: moment.nullable().describe("Null once it has ended."),
    deliveredAt: moment.nullable(),
    attempts: z.array(attempt).describe("First to last."),
    livemode,
    createdAt: moment,
  }),
);

export const deliveryList = listOf("Delivery", delivery);

export const replay = component(
  "Replay",
  "What is being sent again.",
  z.strictObject({
    object: z.literal("replay"),
    endpointId: idOf("webhookEndpoint"),
    since: moment,
    deliveries: count.describe("How many events will be sent."),
  }),
);
