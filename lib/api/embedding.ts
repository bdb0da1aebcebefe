import { embedOriginsOfLink, embedOriginsOfSession } from "@/db/queries/embed-origins";
import { embedOrigin } from "../checkout/embed-origin";
import { isId } from "../ids";
import { log } from "../log";
import { app } from "../services/app";

/** Tells our own pages, behind proxy.ts, for whose pages they are drawn into a frame. Never taken from outside. */
export const EMBED_HEADER = "x-florin-embed";

const FRAMED = /^\/(checkout|l)\/([0-9A-Za-z_-]{1,128})(?:\/|$)/;

/**
 * The origins whose pages may frame the page that is asked for. A browser that says that it asks for a whole page gets
 * none: that answer is never put into a frame, and other customers need not read where else the shop sells. Where the
 * database does not answer, nobody may.
 */
export async function embeddersOf(pathname: string, headers: Headers): Promise<readonly string[]> {
  const [, kind, name] = FRAMED.exec(pathname) ?? [];
  if (name === undefined || headers.get("sec-fetch-dest") === "document") return [];
  try {
    const { db } = app().database;
    const ofSession = async () => (isId("session", name) ? embedOriginsOfSession(db, name) : []);
    const origins = kind === "l" ? await embedOriginsOfLink(db, name) : await ofSession();
    // They stand in a header with other directives: what is stored is believed no more than what came.
    return origins.filter((origin) => embedOrigin(origin) === origin);
  } catch (err) {
    log.error({ err }, "the database does not tell who may frame a page");
    return [];
  }
}
