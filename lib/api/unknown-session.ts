import { sessionExists } from "@/db/queries/public-sessions";
import { isId } from "../ids";
import { log } from "../log";
import { app } from "../services/app";

const CHECKOUT = /^\/checkout\/([^/]+)/;

/**
 * Whether this is the address of a payment that does not exist. Where the database does not answer, the checkout page
 * itself says so.
 */
export async function isUnknownSession(pathname: string): Promise<boolean> {
  const id = CHECKOUT.exec(pathname)?.[1];
  return id !== undefined && !(isId("session", id) && (await mayExist(id)));
}

async function mayExist(id: string): Promise<boolean> {
  try {
    return await sessionExists(app().database.db, id);
  } catch (err) {
    log.error({ err }, "the database does not answer");
    return true;
  }
}
