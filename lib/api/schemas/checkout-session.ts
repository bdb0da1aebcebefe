import { z } from "zod";
import { SESSION_STATUSES } from "../../checkout/session";
import { chainId, currency, decimalAmount, email, metadata, moment, objectId, page, returnUrl, text, whole } from "./fields";

const MAX_EXPIRES_IN = 2_592_000;
const MIN_EXPIRES_IN = { live: 300, test: 5 };
const MAX_METHODS = 50;

export function expiresIn({ livemode }: { livemode: boolean }) {
  return whole({ min: livemode ? MIN_EXPIRES_IN.live : MIN_EXPIRES_IN.test, max: MAX_EXPIRES_IN });
}

export const amount = z.strictObject({ value: decimalAmount, currency });

const assetName = text({ max: 66 }).describe("A symbol, a token's contract, or `native`.");

export const paymentMethods = z
  .array(z.strictObject({ chainId, asset: assetName }))
  .min(1)
  .max(MAX_METHODS)
  .describe("Only these ways to pay; null or absent: all that you can take.");

function texts(livemode: boolean) {
  return {
    metadata: metadata.optional(),
    description: text({ max: 500 }).nullish().describe("What it is for, as the customer reads it."),
    successUrl: returnUrl({ livemode }).nullish().describe("Where the customer goes once it is paid; excludes `successMessage`."),
    successMessage: text({ max: 500 }).nullish().describe("What the customer reads once it is paid."),
    cancelUrl: returnUrl({ livemode }).nullish().describe("Where the customer goes to give up."),
    returnUrl: returnUrl({ livemode }).nullish().describe("Where the customer goes back to from every other end."),
  };
}

function createSchema(livemode: boolean) {
  return z.strictObject({
    linkId: objectId.nullish().describe("Id of a payment link: its price and texts."),
    amount: amount.nullish().describe("The price."),
    chainId: chainId.nullish().describe("Chain id of the network that is chosen at first; null or absent: your first one."),
    asset: assetName.nullish().describe("What is chosen at first there: a symbol, a token's contract, or `native`."),
    paymentMethods: paymentMethods.nullish(),
    ...texts(livemode),
    customerEmail: email.nullish().describe("Where the customer can be written to."),
    clientReferenceId: text({ max: 200 }).nullish().describe("Your order. It has one open session at a time."),
    expiresIn: expiresIn({ livemode }).nullish().describe("Seconds for which the price is held; at least 300 in live mode."),
  });
}

/** The body of POST /checkout_sessions (product.md 3.1). Null stands for "not given". */
export const createSessionSchema = { live: createSchema(true), test: createSchema(false) };

/** The body of PATCH /checkout_sessions/{id}. Null clears a field; metadata is replaced as a whole. */
export const updateSessionSchema = { live: z.strictObject(texts(true)), test: z.strictObject(texts(false)) };

export const acceptSessionSchema = z.strictObject({ reason: text({ max: 500 }).describe("Why, for those who look later.") });

export const addNoteSchema = z.strictObject({ text: text({ max: 2_000 }).describe("What is to be written down.") });

export const deactivateSessionSchema = z.strictObject({
  force: z.boolean().optional().describe("True: also when a payment has been seen."),
});

/** The number of an EVM transaction: 32 bytes as hex. */
const txHash = z
  .string()
  .check((check) => {
    if (!/^0x[0-9a-f]{64}$/i.test(check.value)) {
      return void check.issues.push({
        code: "custom",
        input: check.value,
        message: "must be the number of a transaction: 0x, then 64 of the digits 0 to 9 and a to f.",
      });
    }
    check.value = check.value.toLowerCase();
  })
  .describe("Number of a transaction: 0x and 64 hexadecimal digits.");

/** The body of POST /api/checkout/{id}/diagnosis and the query of GET /checkout_sessions/{id}/diagnosis. */
export const diagnosisSchema = z.strictObject({ txHash });

/** The query of GET /checkout_sessions. */
export const listSessionsSchema = z.strictObject({
  ...page,
  status: z.enum(SESSION_STATUSES).optional().describe("Those that have it now."),
  linkId: objectId.optional().describe("Those that were made by this payment link."),
  clientReferenceId: text({ max: 200 }).optional().describe("Those of this order."),
  customerEmail: text({ max: 254 }).optional().describe("Those of this customer; capitals do not matter."),
  address: text({ max: 128 }).optional().describe("Those with this receive address."),
  txHash: text({ max: 128 }).optional().describe("Those to which this transaction paid."),
  createdAfter: moment.optional().describe("Those made from then on. ISO 8601; a date alone is its midnight, UTC."),
  createdBefore: moment.optional().describe("Those made before. ISO 8601; a date alone is its midnight, UTC."),
});
