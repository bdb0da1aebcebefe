import { findLink, listLinks } from "@/db/queries/links";
import { otherMethods } from "@/lib/api/other-methods";
import { created, list } from "@/lib/api/respond";
import { createPaymentLink, listPaymentLinks } from "@/lib/api/routes/payment-links";
import { serveMerchant } from "@/lib/api/serve-merchant";
import { notFound } from "@/lib/errors";
import { createLink } from "@/lib/services/create-link";
import { linkObject } from "@/lib/services/link-object";

export const POST = serveMerchant(createPaymentLink, async ({ app, tx, scope, body, now }) => {
  const link = await createLink(tx, scope, { input: body, rates: app.rates, now });
  return created(linkObject(link, app.config.APP_URL));
});

export const GET = serveMerchant(listPaymentLinks, async ({ app, tx, scope, query }) => {
  const { limit, starting_after: startingAfter = null, active = null, archived = false } = query;
  if (startingAfter !== null && !(await findLink(tx, scope, startingAfter))) throw notFound("starting_after");
  const links = await listLinks(tx, scope, { limit, startingAfter, active, archived });
  return list(links, limit, (link) => linkObject(link, app.config.APP_URL));
});

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
