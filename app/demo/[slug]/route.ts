import { findLinkBySlug } from "@/db/queries/links";
import { loadMerchant } from "@/db/queries/merchants";
import { limitAddress } from "@/lib/api/rate-limit";
import { respondError } from "@/lib/api/respond";
import { notFound } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { app as theApp } from "@/lib/services/app";
import { shopPage } from "./shop-page";

export const dynamic = "force-dynamic";

type Context = { readonly params: Promise<{ readonly slug: string }> };

const SLUG = /^[0-9A-Za-z_-]{1,128}$/;

/** A page as a shop would make it, around a payment link of test mode: what the shop's customers will see and do. */
export async function GET(request: Request, context: Context): Promise<Response> {
  try {
    const app = theApp();
    await limitAddress(app.config, request.headers);
    const { slug } = await context.params;
    const { db } = app.database;
    const link = SLUG.test(slug) ? await findLinkBySlug(db, slug) : null;
    if (!link || link.livemode) throw notFound();
    const { name, embedOrigins } = await loadMerchant(db, link.merchantId);
    return shopPage(link, { shop: name, origin: app.config.APP_URL, embedOrigins });
  } catch (thrown) {
    return respondError(thrown, newId("request"));
  }
}
