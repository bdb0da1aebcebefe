import { findLink } from "@/db/queries/links";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { ok } from "@/lib/api/respond";
import { updateLinkSchema } from "@/lib/api/schemas/payment-link";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { archiveLink } from "@/lib/services/archive-link";
import { linkObject } from "@/lib/services/link-object";
import { updateLink } from "@/lib/services/update-link";

type Params = { id: string };

export const GET = withMerchant<Params>("links:read", async ({ app, tx, scope, params }) => {
  const link = await findLink(tx, scope, params.id);
  if (!link) throw notFound();
  return ok(linkObject(link, app.config.APP_URL));
});

export const PATCH = withMerchant<Params>("links:write", async ({ app, tx, scope, params, body, now }) => {
  const changes = readInput(updateLinkSchema(scope), body);
  const baseUrl = app.config.APP_URL;
  return ok(linkObject(await updateLink(tx, scope, { id: params.id, changes, now, baseUrl }), baseUrl));
});

export const DELETE = withMerchant<Params>("links:write", async ({ app, tx, scope, params, now }) =>
  ok(linkObject(await archiveLink(tx, scope, { id: params.id, now }), app.config.APP_URL)),
);

export const { OPTIONS, POST, PUT } = otherMethods("DELETE", "GET", "PATCH");
