import { z } from "zod";
import { isColour } from "../../checkout/accent";
import { embedOrigin } from "../../checkout/embed-origin";
import { policyChangeSchema } from "../../services/policy-schema";
import { email, returnUrl, text } from "./fields";

const colour = z
  .string()
  .check((check) => {
    check.value = check.value.toLowerCase();
    if (isColour(check.value)) return;
    check.issues.push({ code: "custom", input: check.value, message: 'must be a colour of six digits, for example "#b3541e".' });
  })
  .meta({ pattern: "^#[0-9A-Fa-f]{6}$", examples: ["#b3541e"] });

const MAX_ORIGINS = 20;

const origin = z
  .string()
  .check((check) => {
    const found = embedOrigin(check.value);
    if (found !== null) check.value = found;
    else
      check.issues.push({
        code: "custom",
        input: check.value,
        message: 'must be the origin of a page, for example "https://shop.example" (http is possible for localhost).',
      });
  })
  .meta({ format: "uri", maxLength: 255, examples: ["https://shop.example"] });

/** The body of PATCH /settings: what is absent stays. */
export const updateSettingsSchema = z.strictObject({
  name: text({ max: 120 }).optional().describe("The shop's name, as customers read it."),
  supportEmail: email.nullable().optional().describe("Where customers can write to; they see it."),
  supportUrl: returnUrl({ livemode: true }).nullable().optional().describe("A page where customers can ask; they see it."),
  supportText: text({ max: 200 }).nullable().optional().describe("How else to ask, in plain words: a telephone number, hours."),
  accentColor: colour.nullable().optional().describe("The colour of buttons and links on the customer's pages."),
  logoUrl: returnUrl({ livemode: false })
    .nullable()
    .optional()
    .describe("A PNG, JPEG or WebP picture of up to 1 MiB. Florin fetches it and shows customers its own copy."),
  embedOrigins: z
    .array(origin)
    .max(MAX_ORIGINS)
    .transform((origins) => [...new Set(origins)])
    .optional()
    .describe("The sites whose pages may show the checkout in a frame, and hear how it goes; none: nobody's."),
  policy: policyChangeSchema.optional().describe("How payments are judged, by new sessions."),
});
