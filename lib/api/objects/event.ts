import { z } from "zod";
import { EVENT_TYPES } from "../../checkout/event";
import { checkoutSession } from "./checkout-session";
import { component } from "./component";
import { count, idOf, listOf, livemode, moment } from "./parts";

const TEST = "webhook.test";
const sessionTypes = EVENT_TYPES.filter((type) => type !== TEST);

const flag = z.boolean().optional();

const detail = component(
  "EventDetail",
  "What the event is about, beside the session itself.",
  z.strictObject({
    payment: idOf("payment").optional().describe("The payment that came, was confirmed or was taken back."),
    missing: z.string().optional().describe("What is still missing, in the smallest unit of the chosen asset."),
    reason: z.enum(["reorg", "stall"]).optional().describe("Why a settled session failed."),
    minedBefore: flag,
    late: flag,
    surplus: flag,
    afterGrace: flag,
    afterDeactivation: flag,
    wrongAsset: flag,
    accepted: flag.describe("The merchant took what came for enough."),
    expired: flag,
    final: flag,
    changed: z.array(z.string()).optional().describe("Names of the fields that changed."),
  }),
);

const sessionEvent = component(
  "SessionEvent",
  "Something happened to a session.",
  z.strictObject({
    id: idOf("event"),
    object: z.literal("event"),
    type: z.enum(sessionTypes),
    livemode,
    createdAt: moment,
    sequence: count
      .min(1)
      .nullable()
      .describe("Counts a merchant's events in one mode without a gap; null for the moment until it has its number."),
    data: checkoutSession.describe("The session as it was when this happened."),
    detail,
  }),
);

const testEvent = component(
  "TestEvent",
  "Sent on request, to try an endpoint. It takes no number.",
  z.strictObject({
    id: idOf("event"),
    object: z.literal("event"),
    type: z.literal(TEST),
    livemode,
    createdAt: moment,
    sequence: z.null(),
    data: z.strictObject({
      object: z.literal("webhook_endpoint"),
      id: idOf("webhookEndpoint"),
      url: z.string(),
      events: z.array(z.enum([...EVENT_TYPES, "*"])),
    }),
    detail: z.strictObject({}),
  }),
);

export const event = component("Event", "What a webhook's body is.", z.union([sessionEvent, testEvent]));

export const eventList = listOf("Event", event);
