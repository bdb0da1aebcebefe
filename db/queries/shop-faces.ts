import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Picture } from "@/lib/checkout/picture";
import type { Tx } from "../client";
import { checkoutSessions, merchants, paymentLinks, pictures } from "../schema";

/** How a shop looks to its customers, and what it asks of them beside the money. */
export type ShopFace = {
  /** `#rrggbb`, or null: Florin's own. */
  readonly accentColor: string | null;
  readonly logo: Picture | null;
  /** Of what is sold. */
  readonly image: Picture | null;
  /** The link wants an e-mail address, and the shop has none for this payment. */
  readonly asksEmail: boolean;
};

const logo = alias(pictures, "logo");
const image = alias(pictures, "image");
const shown = {
  accentColor: merchants.accentColor,
  logo: { hash: logo.hash, width: logo.width, height: logo.height },
  image: { hash: image.hash, width: image.width, height: image.height },
};

/** The face that a session's pages wear; null where there is no such session. */
export async function loadSessionFace(db: Tx, sessionId: string): Promise<ShopFace | null> {
  const [row] = await db
    .select({
      ...shown,
      asksEmail: sql<boolean>`coalesce(${paymentLinks.collectEmail}, false) and ${checkoutSessions.customerEmail} is null`,
    })
    .from(checkoutSessions)
    .innerJoin(merchants, eq(merchants.id, checkoutSessions.merchantId))
    .leftJoin(paymentLinks, eq(paymentLinks.id, checkoutSessions.linkId))
    .leftJoin(logo, eq(logo.url, merchants.logoUrl))
    .leftJoin(image, eq(image.url, paymentLinks.imageUrl))
    .where(eq(checkoutSessions.id, sessionId));
  return row ? { ...faceOf(row), asksEmail: row.asksEmail } : null;
}

/** The same for a link's own page. */
export async function loadLinkFace(db: Tx, linkId: string): Promise<ShopFace> {
  const [row] = await db
    .select({ ...shown, collectEmail: paymentLinks.collectEmail })
    .from(paymentLinks)
    .innerJoin(merchants, eq(merchants.id, paymentLinks.merchantId))
    .leftJoin(logo, eq(logo.url, merchants.logoUrl))
    .leftJoin(image, eq(image.url, paymentLinks.imageUrl))
    .where(eq(paymentLinks.id, linkId));
  if (!row) throw new Error(`payment link ${linkId} does not exist`);
  return { ...faceOf(row), asksEmail: row.collectEmail };
}

type Side = { readonly hash: string | null; readonly width: number | null; readonly height: number | null } | null;

function faceOf({ accentColor, ...sides }: { accentColor: string | null; logo: Side; image: Side }) {
  return { accentColor, logo: pictureOf(sides.logo), image: pictureOf(sides.image) };
}

/** None while its bytes have not been got. */
function pictureOf(side: Side): Picture | null {
  if (!side || side.hash === null || side.width === null || side.height === null) return null;
  return { hash: side.hash, width: side.width, height: side.height };
}
