import type { IdKind } from "../ids";

/** What an id names, in words. */
export const ID_NAMES: Readonly<Record<IdKind, string>> = {
  paymentLink: "a payment link",
  session: "a checkout session",
  payment: "a payment",
  event: "an event",
  webhookEndpoint: "a webhook endpoint",
  delivery: "a delivery",
  customer: "a customer",
  merchant: "a merchant",
  user: "a person",
  wallet: "a wallet",
  apiKey: "an API key",
  request: "a request",
  note: "a note",
};
