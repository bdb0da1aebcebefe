import { z } from "zod";
import { EVENT_TYPES } from "../../checkout/event";
import { checkoutSession } from "./checkout-session";
import { component } from "./component";
import { count, idOf, listOf, livemode, moment } from "./parts";

const TEST = "webhook.test";
const sessionTypes = EVENT_TYPES.filter((type) => type !== TEST);

/** Absent stands for false. */
const flag = (about: string) => z.boolean().optional().describe(about);

const detail = component(
  "EventDetail",
  "What the event is about, beside the session itself.",
  z.strictObject({
    payment: idOf("payment").optional().describe("The payment that came, was confirmed or was taken back."),
    missing: z.string().optional().describe("What is still missing, in the smallest unit of the chosen asset."),
    reason: z.enum(["reorg", "stall"]).optional().describe("Why a settled session failed."),
    minedBefore: flag("The payment was mined before the session was switched off, and seen after."),
    late: flag("The payment was mined after `expiresAt`, within the grace time."),
    surplus: flag("The payment came when all was paid."),
    afterGrace: flag("The payment was mined after `graceUntil`: it does not count by itself."),
    afterDeactivation: flag("The session was switched off when the payment was seen."),
    wrongAsset: flag("The payment is of an asset that was not asked for: it does not count by itself."),
    accepted: flag("The merchant took what came for enough."),
    expired: flag("The session's time is over; what is missing may still come, late."),
    final: flag("The grace time is over too."),
    changed: z.array(z.string()).optional().describe("Names of the fields that changed."),
  }),
);

const sessionEvent = component(
  "SessionEvent",
  "Something happened to a session.",
  z.strictObject({
    id: idOf("event"),
    object: z.literal("event"),
    type: z.enum(sessionTypes).describe("What happened."),
    livemode,
    createdAt: moment.describe("When it happened."),
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
    createdAt: moment.describe("When it was asked for."),
    sequence: z.null().describe("Always null: it is not counted."),
    data: z
      .strictObject({
        object: z.literal("webhook_endpoint"),
        id: idOf("webhookEndpoint"),
        url: z.string().describe("Where it is sent to."),
        events: z.array(z.enum([...EVENT_TYPES, "*"])).describe("What the endpoint asks for."),
      })
      .describe("The endpoint that is tried."),
    detail: z.strictObject({}).describe("Always empty."),
  }),
);

export const event = component("Event", "What a webhook's body is.", z.union([sessionEvent, testEvent]));

export const eventList = listOf("Event", event);
