import { z } from "zod";
import { component } from "./component";
import { chainId, count, currency, decimal, idOf, listOf, livemode, metadata, moment } from "./parts";

const text = z.string().nullable();

export const paymentLink = component(
  "PaymentLink",
  "A page that makes a session for each visitor.",
  z.strictObject({
    id: idOf("paymentLink"),
    object: z.literal("payment_link"),
    slug: z.string().meta({ examples: ["blue-mug"] }),
    title: z.string(),
    description: text,
    imageUrl: text,
    fiatAmount: decimal.nullable().describe("Null where the customer says how much."),
    fiatCurrency: currency,
    amountType: z.enum(["fixed", "open"]),
    minAmount: decimal.nullable().describe("Of an open amount."),
    maxAmount: decimal.nullable().describe("Of an open amount."),
    successUrl: text,
    successMessage: text,
    cancelUrl: text,
    active: z.boolean().describe("False: visitors and calls get no session."),
    collectEmail: z.boolean().describe("True: the customer is asked for an e-mail address."),
    maxPayments: count.nullable().describe("After so many paid sessions the link takes no more."),
    expiresIn: count.nullable().describe("Seconds; null: the merchant's usual time."),
    paymentMethods: z
      .array(z.strictObject({ chainId, asset: z.string().describe("The token's contract, or `native`.") }))
      .nullable()
      .describe("Null: every way to pay."),
    metadata,
    checkoutUrl: z.string().meta({ format: "uri", description: "The page to share." }),
    livemode,
    createdAt: moment,
    updatedAt: moment,
  }),
);

export const paymentLinkList = listOf("PaymentLink", paymentLink);
