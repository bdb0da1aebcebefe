import { sessionExists } from "@/db/queries/public-sessions";
import { isId } from "../ids";
import { log } from "../log";
import { app } from "../services/app";
import { html, htmlPage } from "./html";

const CHECKOUT = /^\/checkout\/([^/]+)/;

/**
 * The page for the address of a payment that does not exist, or null. Next draws a missing page by script alone; this one
 * is read without. Where the database does not answer, the checkout page itself says so.
 */
export async function unknownSession(pathname: string): Promise<Response | null> {
  const id = CHECKOUT.exec(pathname)?.[1];
  if (id === undefined || (isId("session", id) && (await mayExist(id)))) return null;
  return htmlPage(404, {
    title: "Not found",
    body: html`<main><div class="card"><h1>There is no such payment</h1>
<p class="quiet">Please do not send anything. Look whether the address of this page is complete, or ask the shop that gave it to you.</p></div></main>`,
  });
}

async function mayExist(id: string): Promise<boolean> {
  try {
    return await sessionExists(app().database.db, id);
  } catch (err) {
    log.error({ err }, "the database does not answer");
    return true;
  }
}
