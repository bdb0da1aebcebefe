import { loadPublicSessions } from "@/db/queries/public-sessions";
import { payStatement } from "../checkout/pay-statement";
import type { SignedSession } from "../checkout/public-session";
import { checkoutKey } from "../checkout-key";
import type { App } from "./app";

type Needs = Pick<App, "config" | "database">;

/** Sessions as their customers may see them, each with the server's word for where its money goes. Unknown ids are left out. */
export async function loadSignedSessions(
  { config, database }: Needs,
  ids: readonly string[],
  now: number,
): Promise<SignedSession[]> {
  const { sign } = checkoutKey(config.ENCRYPTION_KEY);
  const sessions = await loadPublicSessions(database, ids, now);
  return sessions.map((session) => ({ ...session, proof: sign(payStatement(session)) }));
}

export async function loadSignedSession(app: Needs, id: string, now: number): Promise<SignedSession | null> {
  const [session] = await loadSignedSessions(app, [id], now);
  return session ?? null;
}
