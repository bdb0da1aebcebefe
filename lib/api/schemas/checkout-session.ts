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

const assetName = text({ max: 66 });

export const paymentMethods = z
  .array(z.strictObject({ chainId, asset: assetName }))
  .min(1)
  .max(MAX_METHODS);

function texts(livemode: boolean) {
  return {
    metadata: metadata.optional(),
    description: text({ max: 500 }).nullish(),
    successUrl: returnUrl({ livemode }).nullish(),
    successMessage: text({ max: 500 }).nullish(),
    cancelUrl: returnUrl({ livemode }).nullish(),
    returnUrl: returnUrl({ livemode }).nullish(),
  };
}

function createSchema(livemode: boolean) {
  return z.strictObject({
    linkId: objectId.nullish(),
    amount: amount.nullish(),
    chainId: chainId.nullish(),
    asset: assetName.nullish(),
    paymentMethods: paymentMethods.nullish(),
    ...texts(livemode),
    customerEmail: email.nullish(),
    clientReferenceId: text({ max: 200 }).nullish(),
    expiresIn: expiresIn({ livemode }).nullish(),
  });
}

/** The body of POST /checkout_sessions (product.md 3.1). Null stands for "not given". */
export const createSessionSchema = { live: createSchema(true), test: createSchema(false) };

/** The body of PATCH /checkout_sessions/{id}. Null clears a field; metadata is replaced as a whole. */
export const updateSessionSchema = { live: z.strictObject(texts(true)), test: z.strictObject(texts(false)) };

export const acceptSessionSchema = z.strictObject({ reason: text({ max: 500 }) });

export const addNoteSchema = z.strictObject({ text: text({ max: 2_000 }) });

export const deactivateSessionSchema = z.strictObject({ force: z.boolean().optional() });

/** The number of an EVM transaction: 32 bytes as hex. */
const txHash = z.string().check((check) => {
  if (!/^0x[0-9a-f]{64}$/i.test(check.value)) {
    return void check.issues.push({
      code: "custom",
      input: check.value,
      message: "must be the number of a transaction: 0x and 64 letters from a to f and digits.",
    });
  }
  check.value = check.value.toLowerCase();
});

/** The body of POST /api/checkout/{id}/diagnosis and the query of GET /checkout_sessions/{id}/diagnosis. */
export const diagnosisSchema = z.strictObject({ txHash });

/** The query of GET /checkout_sessions. */
export const listSessionsSchema = z.strictObject({
  ...page,
  status: z.enum(SESSION_STATUSES).optional(),
  linkId: objectId.optional(),
  clientReferenceId: text({ max: 200 }).optional(),
  customerEmail: text({ max: 254 }).optional(),
  address: text({ max: 128 }).optional(),
  txHash: text({ max: 128 }).optional(),
  createdAfter: moment.optional(),
  createdBefore: moment.optional(),
});
