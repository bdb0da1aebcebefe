import { describeRoute } from "../describe-route";
import { paymentLink, paymentLinkList } from "../objects/payment-link";
import { createLinkSchema, listLinksSchema, updateLinkSchema } from "../schemas/payment-link";

const tag = "Payment links";
const path = "/api/v1/payment_links/{id}";
const idOf = "paymentLink";

export const createPaymentLink = describeRoute({
  id: "createPaymentLink",
  method: "POST",
  path: "/api/v1/payment_links",
  tag,
  summary: "Create a payment link",
  about:
    'A fixed price needs `fiatAmount`. With `amountType: "open"` the customer says how much, within `minAmount` and `maxAmount` where they are given.',
  access: "links:write",
  body: createLinkSchema,
  answers: { 201: paymentLink },
  errors: [
    "excludes_success_url",
    "currency_unsupported",
    "amount_is_fixed",
    "amount_is_open",
    "network_unknown",
    "asset_unsupported",
    "slug_taken",
    "busy",
  ],
});

export const listPaymentLinks = describeRoute({
  id: "listPaymentLinks",
  method: "GET",
  path: "/api/v1/payment_links",
  tag,
  summary: "List payment links",
  access: "links:read",
  query: listLinksSchema,
  answers: { 200: paymentLinkList },
});

export const getPaymentLink = describeRoute({
  id: "getPaymentLink",
  method: "GET",
  path,
  tag,
  summary: "Get a payment link",
  about: "Archived ones too.",
  access: "links:read",
  idOf,
  answers: { 200: paymentLink },
});

export const updatePaymentLink = describeRoute({
  id: "updatePaymentLink",
  method: "PATCH",
  path,
  tag,
  summary: "Update a payment link",
  about:
    "What is absent stays; null clears; metadata is replaced as a whole. Sessions made before keep their price. `active: false` deactivates the link's pending sessions too, unless `openSessions` is `keep`.",
  access: "links:write",
  idOf,
  body: updateLinkSchema,
  answers: { 200: paymentLink },
  errors: ["excludes_success_url", "amount_is_fixed", "amount_is_open", "network_unknown", "asset_unsupported", "link_archived"],
});

export const archivePaymentLink = describeRoute({
  id: "archivePaymentLink",
  method: "DELETE",
  path,
  tag,
  summary: "Archive a payment link",
  about: "Takes it out of use for good. Its sessions and its history stay. Archiving it again changes nothing.",
  access: "links:write",
  idOf,
  answers: { 200: paymentLink },
});
