import { embeddersOf } from "@/lib/api/embedding";
import { frameAncestors } from "@/lib/checkout/embed-origin";

/** These pages run nothing and load two style sheets and pictures of ours. The shop's colour is a style attribute. */
const POLICY =
  "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'";

/** For an answer to a plain form. The form may have stood in a shop's frame: so the answer may stand there too. */
export async function scriptlessPolicy(sessionId: string): Promise<string> {
  return `${POLICY}; ${frameAncestors(await embeddersOf(`/checkout/${sessionId}`, new Headers()))}`;
}
