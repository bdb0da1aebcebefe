import { z } from "zod";
import { EVENT_TYPES } from "../../checkout/event";
import { component } from "./component";
import { count, idOf, listOf, livemode, moment } from "./parts";

const fields = {
  id: idOf("webhookEndpoint"),
  object: z.literal("webhook_endpoint"),
  url: z.string().describe("Where events are sent to."),
  events: z.array(z.enum([...EVENT_TYPES, "*"])).describe('Types, or "*" alone for all.'),
  active: z.boolean().describe("False: nothing is sent."),
  description: z.string().nullable().describe("Your own words; null where none were given."),
  disabledReason: z.string().nullable().describe("Why Florin switched it off; null where nobody or you did."),
  secretPrefix: z.string().describe("First characters of the secret, to recognise it by."),
  livemode,
  createdAt: moment.describe("When it was added."),
};

export const webhookEndpoint = component("WebhookEndpoint", "Where events are sent to.", z.strictObject(fields));

export const webhookEndpointList = listOf("WebhookEndpoint", webhookEndpoint);

export const webhookEndpointWithSecret = component(
  "WebhookEndpointWithSecret",
  "The same with its signing secret, which is shown in this answer alone.",
  z.strictObject({
    ...fields,
    secret: z.string().meta({ description: "`whsec_` and base64: its signatures are made with it.", examples: ["whsec_…"] }),
  }),
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
    number: count.min(1).describe("Counts from 1."),
    startedAt: moment.describe("When it was sent."),
    endedAt: moment.nullable().describe("Null while it is under way, or where the process died in it."),
    statusCode: count.nullable().describe("HTTP status of the answer; null where none came."),
    latencyMs: count.nullable().describe("Milliseconds until its end; null while it is under way."),
    error: z
      .string()
      .nullable()
      .describe("Why there was no answer, in a word: `timeout`, `connection`, `refused_target` …; null where one came."),
    answer: z.string().nullable().describe("The first 2 KB of the answer's body; null where none came."),
  }),
);

export const delivery = component(
  "Delivery",
  "The sending of one event to one endpoint, with every attempt.",
  z.strictObject({
    id: idOf("delivery"),
    object: z.literal("delivery"),
    eventId: idOf("event").describe("What is sent."),
    eventType: z.enum(EVENT_TYPES).describe("What happened."),
    endpointId: idOf("webhookEndpoint").describe("Where to."),
    status: z
      .enum(["pending", "delivered", "abandoned"])
      .describe("`pending` more attempts follow · `delivered` a 2xx came · `abandoned` none came, and no attempt follows."),
    nextAttemptAt: moment.nullable().describe("Null once it has ended."),
    deliveredAt: moment.nullable().describe("When a 2xx came; null until then."),
    attempts: z.array(attempt).describe("First to last."),
    livemode,
    createdAt: moment.describe("When the event was to be sent."),
  }),
);

export const deliveryList = listOf("Delivery", delivery);

export const replay = component(
  "Replay",
  "What is being sent again.",
  z.strictObject({
    object: z.literal("replay"),
    endpointId: idOf("webhookEndpoint").describe("Where to."),
    since: moment.describe("Events from then on, included."),
    deliveries: count.describe("How many events will be sent."),
  }),
);
