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
    slug: z.string().meta({ description: "The end of its address.", examples: ["blue-mug"] }),
    title: z.string().describe("What is sold, as the customer reads it."),
    description: text.describe("More about it; null where none was given."),
    imageUrl: text.describe("A picture of it as its host has it; customers see Florin's copy. Null where none was given."),
    fiatAmount: decimal.nullable().describe("Null where the customer says how much."),
    fiatCurrency: currency,
    amountType: z.enum(["fixed", "open"]).describe("`open`: the customer says how much."),
    minAmount: decimal.nullable().describe("The least of an open amount; null: no limit."),
    maxAmount: decimal.nullable().describe("The most of an open amount; null: no limit."),
    suggestedAmounts: z.array(decimal).describe("What an open amount's page offers to choose from; empty: nothing."),
    successUrl: text.describe("Where the customer goes once it is paid; null: stays on the page."),
    successMessage: text.describe("What the customer reads once it is paid; null: Florin's own words."),
    cancelUrl: text.describe("Where the customer goes to give up; null: no way out is shown."),
    active: z.boolean().describe("False: visitors and calls get no session."),
    collectEmail: z.boolean().describe("True: the customer is asked for an e-mail address."),
    maxPayments: count.nullable().describe("After so many paid sessions the link takes no more; null: no limit."),
    expiresIn: count.nullable().describe("Seconds for which its sessions hold their price; null: the merchant's usual time."),
    paymentMethods: z
      .array(z.strictObject({ chainId, asset: z.string().describe("The token's contract, or `native`.") }))
      .nullable()
      .describe("Null: every way to pay."),
    metadata,
    checkoutUrl: z.string().meta({ format: "uri", description: "The page to share." }),
    livemode,
    createdAt: moment.describe("When it was made."),
    updatedAt: moment.describe("When it last changed."),
  }),
);

export const paymentLinkList = listOf("PaymentLink", paymentLink);
