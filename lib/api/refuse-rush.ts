import { newId } from "../ids";
import { app } from "../services/app";
import { limitAddress } from "./rate-limit";
import { respondError } from "./respond";

const DOCS = /^\/docs(\/|$)/;

/** The documentation's pages are long and drawn for each reader: the answer for an address that asks too fast, else null. */
export async function refuseRush(pathname: string, headers: Pick<Headers, "get">): Promise<Response | null> {
  if (!DOCS.test(pathname)) return null;
  try {
    await limitAddress(app().config, headers);
    return null;
  } catch (thrown) {
    return respondError(thrown, newId("request"));
  }
}
