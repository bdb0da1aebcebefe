import { z } from "zod";
import { expiresIn, paymentMethods } from "./checkout-session";
import { currency, decimalAmount, metadata, page, returnUrl, text, whole } from "./fields";

const MAX_PAYMENTS = 1_000_000;
const MAX_SUGGESTED = 6;

const slug = z.string().check((check) => {
  if (/^(?=.{3,60}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(check.value)) return;
  check.issues.push({
    code: "custom",
    input: check.value,
    message: "must be 3 to 60 lower-case letters and digits, with single hyphens between them.",
  });
});

function changeable(livemode: boolean) {
  return {
    description: text({ max: 1_000 }).nullish().describe("More about it."),
    imageUrl: returnUrl({ livemode })
      .nullish()
      .describe("A PNG, JPEG or WebP picture of it, up to 1 MiB. Florin fetches it and shows customers its own copy."),
    minAmount: decimalAmount.nullish().describe("The least of an open amount, in units of `fiatCurrency`."),
    maxAmount: decimalAmount.nullish().describe("The most of an open amount, in units of `fiatCurrency`."),
    suggestedAmounts: z
      .array(decimalAmount)
      .max(MAX_SUGGESTED)
      .nullish()
      .describe("Up to six amounts to choose from with one tap, for an open amount."),
    successUrl: returnUrl({ livemode }).nullish().describe("Where the customer goes once it is paid; excludes `successMessage`."),
    successMessage: text({ max: 500 }).nullish().describe("What the customer reads once it is paid."),
    cancelUrl: returnUrl({ livemode }).nullish().describe("Where the customer goes to give up."),
    active: z.boolean().optional().describe("False: visitors and calls get no session."),
    collectEmail: z.boolean().optional().describe("True: the customer is asked for an e-mail address."),
    maxPayments: whole({ min: 1, max: MAX_PAYMENTS }).nullish().describe("After so many paid sessions it takes no more."),
    expiresIn: expiresIn({ livemode })
      .nullish()
      .describe("Seconds for which its sessions hold their price; at least 300 in live mode."),
    metadata: metadata.optional(),
    paymentMethods: paymentMethods.nullish(),
  };
}

function createSchema(livemode: boolean) {
  return z.strictObject({
    title: text({ max: 120 }).describe("What is sold, as the customer reads it."),
    slug: slug
      .nullish()
      .describe("The end of its address: 3 to 60 lower-case letters, digits and single hyphens; else one is made."),
    fiatAmount: decimalAmount.nullish().describe("The price, in units of `fiatCurrency`."),
    fiatCurrency: currency,
    amountType: z.enum(["fixed", "open"]).default("fixed").describe("`open`: the customer says how much."),
    ...changeable(livemode),
  });
}

function updateSchema(livemode: boolean) {
  return z.strictObject({
    title: text({ max: 120 }).optional().describe("What is sold, as the customer reads it."),
    fiatAmount: decimalAmount.optional().describe("The price of new sessions, in units of `fiatCurrency`."),
    ...changeable(livemode),
    openSessions: z
      .enum(["deactivate", "keep"])
      .optional()
      .describe("What becomes of its pending sessions with `active: false`; absent: `deactivate`."),
  });
}

/** The body of POST /payment_links (product.md 3.3). Null stands for "not given". */
export const createLinkSchema = { live: createSchema(true), test: createSchema(false) };

/** The body of PATCH /payment_links/{id}. Null clears a field; metadata is replaced as a whole. */
export const updateLinkSchema = { live: updateSchema(true), test: updateSchema(false) };

const flag = z
  .enum(["true", "false"])
  .transform((word) => word === "true")
  .meta({ type: "boolean", enum: [true, false] });

/** The query of GET /payment_links. */
export const listLinksSchema = z.strictObject({
  ...page,
  active: flag.optional().describe("Those that are switched on, or off."),
  archived: flag.optional().describe("Those that are archived, or not."),
});
