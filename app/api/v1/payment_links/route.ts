import { findLink, listLinks } from "@/db/queries/links";
import { otherMethods } from "@/lib/api/other-methods";
import { readInput } from "@/lib/api/read-input";
import { readQuery } from "@/lib/api/read-query";
import { created, list } from "@/lib/api/respond";
import { createLinkSchema, listLinksSchema } from "@/lib/api/schemas/payment-link";
import { withMerchant } from "@/lib/api/with-merchant";
import { notFound } from "@/lib/errors";
import { createLink } from "@/lib/services/create-link";
import { linkObject } from "@/lib/services/link-object";

export const POST = withMerchant("links:write", async ({ app, tx, scope, body, now }) => {
  const input = readInput(createLinkSchema(scope), body);
  const link = await createLink(tx, scope, { input, rates: app.rates, now });
  return created(linkObject(link, app.config.APP_URL));
});

export const GET = withMerchant("links:read", async ({ app, tx, scope, url }) => {
  const { limit, starting_after: startingAfter = null, active = null, archived = false } = readQuery(url, listLinksSchema);
  if (startingAfter !== null && !(await findLink(tx, scope, startingAfter))) throw notFound("starting_after");
  const links = await listLinks(tx, scope, { limit, startingAfter, active, archived });
  return list(links, limit, (link) => linkObject(link, app.config.APP_URL));
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
