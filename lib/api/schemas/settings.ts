import { z } from "zod";
import { policyChangeSchema } from "../../services/policy-schema";
import { email, text } from "./fields";

/** The body of PATCH /settings: what is absent stays. */
export const updateSettingsSchema = z.strictObject({
  name: text({ max: 120 }).optional().describe("The shop's name, as customers read it."),
  supportEmail: email.nullable().optional().describe("Shown to customers."),
  policy: policyChangeSchema.optional().describe("How payments are judged, by new sessions."),
});
