import { z } from "zod";
import { expiresIn, paymentMethods } from "./checkout-session";
import { currency, decimalAmount, metadata, page, returnUrl, text, whole } from "./fields";

const MAX_PAYMENTS = 1_000_000;

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
    description: text({ max: 1_000 }).nullish(),
    imageUrl: returnUrl({ livemode }).nullish(),
    minAmount: decimalAmount.nullish(),
    maxAmount: decimalAmount.nullish(),
    successUrl: returnUrl({ livemode }).nullish(),
    successMessage: text({ max: 500 }).nullish(),
    cancelUrl: returnUrl({ livemode }).nullish(),
    active: z.boolean().optional(),
    collectEmail: z.boolean().optional(),
    maxPayments: whole({ min: 1, max: MAX_PAYMENTS }).nullish(),
    expiresIn: expiresIn({ livemode }).nullish(),
    metadata: metadata.optional(),
    paymentMethods: paymentMethods.nullish(),
  };
}

function createSchema(livemode: boolean) {
  return z.strictObject({
    title: text({ max: 120 }),
    slug: slug.nullish(),
    fiatAmount: decimalAmount.nullish(),
    fiatCurrency: currency,
    amountType: z.enum(["fixed", "open"]).default("fixed"),
    ...changeable(livemode),
  });
}

function updateSchema(livemode: boolean) {
  return z.strictObject({
    title: text({ max: 120 }).optional(),
    fiatAmount: decimalAmount.optional(),
    ...changeable(livemode),
    openSessions: z.enum(["deactivate", "keep"]).optional(),
  });
}

/** The body of POST /payment_links (product.md 3.3). Null stands for "not given". */
export const createLinkSchema = { live: createSchema(true), test: createSchema(false) };

/** The body of PATCH /payment_links/{id}. Null clears a field; metadata is replaced as a whole. */
export const updateLinkSchema = { live: updateSchema(true), test: updateSchema(false) };

const flag = z.enum(["true", "false"]).transform((word) => word === "true");

/** The query of GET /payment_links. */
export const listLinksSchema = z.strictObject({ ...page, active: flag.optional(), archived: flag.optional() });
