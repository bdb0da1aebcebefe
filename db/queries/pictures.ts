import { and, asc, eq, lte, sql } from "drizzle-orm";
import type { Picture, PictureType } from "@/lib/checkout/picture";
import type { Tx } from "../client";
import { pictures } from "../schema";

/** The bytes under that hash, or null. */
export async function findPictureBytes(db: Tx, hash: string): Promise<{ type: PictureType; bytes: Buffer } | null> {
  const [row] = await db
    .select({ type: pictures.type, bytes: pictures.bytes })
    .from(pictures)
    .where(eq(pictures.hash, hash))
    .limit(1);
  return row?.type && row.bytes ? { type: row.type, bytes: row.bytes } : null;
}

/** As a page shows it; null while none has been got. */
export async function findPicture(db: Tx, url: string | null): Promise<Picture | null> {
  if (url === null) return null;
  const { hash, width, height } = pictures;
  const [row] = await db.select({ hash, width, height }).from(pictures).where(eq(pictures.url, url));
  return row?.hash != null && row.width !== null && row.height !== null
    ? { hash: row.hash, width: row.width, height: row.height }
    : null;
}

/** How the last fetch of it went: for the merchant. */
export async function findPictureProblem(db: Tx, url: string | null): Promise<string | null> {
  if (url === null) return null;
  const [row] = await db.select({ problem: pictures.problem }).from(pictures).where(eq(pictures.url, url));
  return row?.problem ?? null;
}

/** One that is due, taken until `takenUntil`: whoever else looks meanwhile gets another one. */
export async function takeDuePicture(db: Tx, now: number, takenUntil: number): Promise<string | null> {
  const due = db
    .select({ url: pictures.url })
    .from(pictures)
    .where(lte(pictures.nextAt, new Date(now)))
    .orderBy(asc(pictures.nextAt))
    .limit(1)
    .for("update", { skipLocked: true });
  const [taken] = await db
    .update(pictures)
    .set({ nextAt: new Date(takenUntil) })
    .where(and(eq(pictures.url, sql`(${due})`), lte(pictures.nextAt, new Date(now))))
    .returning({ url: pictures.url });
  return taken?.url ?? null;
}
