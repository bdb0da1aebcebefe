import { eq } from "drizzle-orm";
import { Agent } from "undici";
import { takeDuePicture } from "@/db/queries/pictures";
import { pictures } from "@/db/schema";
import { type FetchedPicture, fetchPicture, type NoPicture } from "../pictures/fetch-picture";
import { guardedConnector, type Resolve } from "../webhooks/connector";
import { checkTarget } from "../webhooks/target";
import type { App } from "./app";

/** From the first byte of the lookup to the last byte of the picture. */
const PATIENCE_MS = 10_000;
/** Longer than a try can last: another process takes it only where this one was killed. */
const TAKEN_MS = 60_000;
const FRESH_MS = 24 * 3_600_000;
const RETRY_MS = 10 * 60_000;
/** A turn ends after so many; the next goes on. */
const MOST = 8;

type Options = { readonly now: number; readonly resolve?: Resolve; readonly until?: () => boolean };

/**
 * Gets the pictures that are due: those named since, those that could not be had ten minutes ago, and all others once a
 * day. The merchant names the URL and this server asks for it, so the same gates stand here as before a webhook (S1).
 */
export async function getPictures(app: App, { now, resolve, until = () => false }: Options): Promise<void> {
  const { db } = app.database;
  const rules = { allowPrivate: app.config.WEBHOOK_ALLOW_PRIVATE };
  const dispatcher = new Agent({ connect: guardedConnector(rules, resolve ? { resolve } : {}) });
  try {
    for (let count = 0; count < MOST && !until(); count += 1) {
      const url = await takeDuePicture(db, now, now + TAKEN_MS);
      if (url === null) return;
      const target = checkTarget(url, rules);
      const got =
        "problem" in target ? target : await fetchPicture(target.url, { dispatcher, signal: AbortSignal.timeout(PATIENCE_MS) });
      await db.update(pictures).set(rowOf(got, now)).where(eq(pictures.url, url));
    }
  } finally {
    await dispatcher.destroy();
  }
}

/** What could not be got again stays as it was: a shop keeps its logo while its host is away. */
function rowOf(got: FetchedPicture | NoPicture, now: number) {
  if ("problem" in got) return { problem: got.problem, nextAt: new Date(now + RETRY_MS) };
  const { hash, type, width, height, bytes } = got;
  return { hash, type, width, height, bytes, problem: null, nextAt: new Date(now + FRESH_MS) };
}
