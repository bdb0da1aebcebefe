import { findLinkBySlug, type LinkRow } from "@/db/queries/links";
import { loadMerchant } from "@/db/queries/merchants";
import { findOpenSessionOfVisitor, loadPublicSession } from "@/db/queries/public-sessions";
import { loadLinkFace, type ShopFace } from "@/db/queries/shop-faces";
import { ApiError } from "../errors";
import { isId } from "../ids";
import { minorUnits, parseUnits } from "../money";
import type { App } from "./app";
import { checkLinkOpen, isSwitchedOff } from "./check-link-open";
import { createSession } from "./create-session";

export type VisitedLink = {
  readonly link: LinkRow;
  readonly merchantName: string;
  readonly face: ShopFace;
  /** `off`: switched off or archived; `used`: it has taken all the payments it was made for. */
  readonly state: "open" | "off" | "used";
};

/** The link behind a customer's address, or null. */
export async function visitLink(app: App, slug: string): Promise<VisitedLink | null> {
  const { db } = app.database;
  const link = await findLinkBySlug(db, slug);
  if (!link) return null;
  const [{ name }, face, state] = await Promise.all([
    loadMerchant(db, link.merchantId),
    loadLinkFace(db, link.id),
    linkState(app, link),
  ]);
  return { link, merchantName: name, face, state };
}

/** As it is now. */
export async function linkState(app: App, link: LinkRow): Promise<VisitedLink["state"]> {
  try {
    await checkLinkOpen(app.database.db, link);
    return "open";
  } catch (error) {
    if (error instanceof ApiError && error.code === "link_inactive") return isSwitchedOff(link) ? "off" : "used";
    throw error;
  }
}

type Visit = {
  readonly link: LinkRow;
  /** SHA-256 of the visitor's cookie, hex. */
  readonly visitorHash: string;
  /** The session that a shop's page remembers for a visitor: a frame may be given no cookie. As it came. */
  readonly named: string | null;
  /** What the visitor filled in; null where the link does not ask. */
  readonly amount: string | null;
  readonly email: string | null;
  readonly now: number;
};

/**
 * The session of this visitor at this link: the one that is still open at the same price, else a new one.
 *
 * @returns its id
 * @throws {ApiError} as create-session does
 */
export async function openLink(app: App, visit: Visit): Promise<string> {
  const { link, visitorHash, named, amount, email, now } = visit;
  const known = named !== null && isId("session", named) ? named : null;
  const kept = await findOpenSessionOfVisitor(app.database.db, { linkId: link.id, visitorHash, named: known });
  if (kept !== null && (await isWorthKeeping(app, kept, visit))) return kept;
  const made = await createSession(app, {
    scope: { merchantId: link.merchantId, livemode: link.livemode },
    input: {
      linkId: link.id,
      amount: amount === null ? null : { value: amount, currency: link.currency },
      customerEmail: email,
    },
    now,
    visitorHash,
  });
  if (made.kind === "repeated") throw new Error("a visit has no idempotency key");
  return made.session.id;
}

/** A session with money in it always; one that waits, while its price is held and is the one that is asked now. */
async function isWorthKeeping(app: App, id: string, { link, amount, now }: Visit): Promise<boolean> {
  const session = await loadPublicSession(app.database, id, now);
  if (session?.status !== "pending") return session !== null;
  const { fiat, secondsLeft } = session;
  const decimals = minorUnits(link.currency);
  const asked = amount === null ? link.fiatMinor : parseUnits(amount, decimals);
  return secondsLeft > 0 && fiat.currency === link.currency && parseUnits(fiat.amount, decimals) === asked;
}
