import { findLink } from "@/db/queries/links";
import { otherMethods } from "@/lib/api/other-methods";
import { ok } from "@/lib/api/respond";
import { archivePaymentLink, getPaymentLink, updatePaymentLink } from "@/lib/api/routes/payment-links";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { archiveLink } from "@/lib/services/archive-link";
import { linkObject } from "@/lib/services/link-object";
import { updateLink } from "@/lib/services/update-link";

export const GET = serveMerchant(getPaymentLink, async ({ app, tx, scope, params }) => {
  const link = await findLink(tx, scope, params.id);
  if (!link) throw notFound();
  return ok(linkObject(link, app.config.APP_URL));
});

export const PATCH = serveMerchant(updatePaymentLink, async ({ app, tx, scope, params, body, now }) => {
  const baseUrl = app.config.APP_URL;
  return ok(linkObject(await updateLink(tx, scope, { id: params.id, changes: body, now, baseUrl }), baseUrl));
});

export const DELETE = serveMerchant(archivePaymentLink, async ({ app, tx, scope, params, now }) =>
  ok(linkObject(await archiveLink(tx, scope, { id: params.id, now }), app.config.APP_URL)),
);

export const { OPTIONS, POST, PUT } = otherMethods("DELETE", "GET", "PATCH");
