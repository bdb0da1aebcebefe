import { z } from "zod";
import { policyChangeSchema } from "../../services/policy-schema";
import { email, text } from "./fields";

/** The body of PATCH /settings: what is absent stays. */
export const updateSettingsSchema = z.strictObject({
  name: text({ max: 120 }).optional(),
  supportEmail: email.nullable().optional(),
  policy: policyChangeSchema.optional(),
});
