import { z } from "zod";
import { EVENT_TYPES } from "../../checkout/event";
import { moment, overlapSeconds, page, text } from "./fields";

/** Looked at again, as a target, by the service. */
const url = text({ max: 2_048 }).describe("Where events are sent to: https, and no private address.");
const description = text({ max: 500 }).nullable().describe("Your own words.");
const types = z.enum([...EVENT_TYPES, "*"]).array();
const events = types
  .min(1)
  .check((check) => {
    const chosen = new Set(check.value);
    const fault =
      chosen.size < check.value.length
        ? "must not name a type twice."
        : chosen.has("*") && chosen.size > 1
          ? 'must be "*" alone, or types.'
          : null;
    if (fault) check.issues.push({ code: "custom", input: check.value, message: fault });
  })
  .describe('Types, or "*" alone for all.');

export const createEndpointSchema = z.strictObject({
  url,
  events: events.default(["*"]),
  description: description.default(null),
});

export const updateEndpointSchema = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  description: description.optional(),
  active: z.boolean().optional().describe("False: nothing is sent; true: switched on again."),
});

export const replaySchema = z.strictObject({
  since: moment.describe("Events from then on, included. ISO 8601; a date alone is its midnight, UTC."),
});

/** The body of POST /webhook_endpoints/{id}/rotate_secret. */
export const rotateSecretSchema = z.strictObject({
  overlapSeconds: overlapSeconds.describe(
    "Seconds for which webhooks are signed with both secrets; 0: the old one ends at once.",
  ),
});

const sequence = z
  .string()
  .check((check) => {
    if (/^(0|[1-9][0-9]{0,14})$/.test(check.value)) return;
    check.issues.push({ code: "custom", input: check.value, message: "must be a whole number, an event's sequence." });
  })
  .transform(Number)
  .meta({ type: "integer", minimum: 0, maximum: 999_999_999_999_999 });

export const listEventsSchema = z.strictObject({
  ...page,
  type: z.enum(EVENT_TYPES).optional().describe("Those of this type."),
  session: text({ max: 64 }).optional().describe("Id of a session."),
  sequenceAfter: sequence.optional().describe("Events with a higher number alone."),
  sequenceBefore: sequence.optional().describe("Events with a lower number alone: with sequenceAfter, a gap."),
});
