import { eq, sql } from "drizzle-orm";
import { notifySessions } from "@/db/queries/outbox";
import { lockSession } from "@/db/queries/sessions";
import { checkoutSessions, sessionQuotes } from "@/db/schema";
import type { QuoteMethod } from "../../checkout/quote";
import { notFound } from "../../errors";
import { settleSessions } from "../settle-sessions";
import { type Lab, newestBlock } from "./lab";

type Wanted = {
  /** From now; absent: it ends when the last quote does. */
  readonly endsInMs?: number;
  /** After its end; absent: as long as the last quote's. */
  readonly graceMs?: number;
  readonly offers: (line: Pick<QuoteMethod, "chainId" | "asset">) => boolean;
};

/** Epoch milliseconds. */
type Window = { readonly startsAt: number; readonly expiresAt: number; readonly graceUntil: number };

/**
 * Appends a quote with the amounts of the last one that ends sooner or offers less. So a scenario about time ends the time
 * of its own session, and not, by the chain's clock, of everybody's. See docs/decisions/0013.
 */
export async function shortenQuote(lab: Lab, { endsInMs, graceMs, offers }: Wanted): Promise<Window> {
  const { app, scope, sessionId, clock } = lab;
  const now = clock();
  const startsAt = Math.max(now, (await newestBlock(lab)).time);
  return app.database.db.transaction(async (tx) => {
    if (!(await lockSession(tx, scope, sessionId))) throw notFound();
    const rows = await tx.select().from(sessionQuotes).where(eq(sessionQuotes.sessionId, sessionId));
    const number = Math.max(...rows.map((row) => row.number));
    const last = rows.filter((row) => row.number === number);
    const [line] = last;
    if (!line) throw notFound();

    const expiresAt = endsInMs === undefined ? line.expiresAt.getTime() : startsAt + endsInMs;
    const graceUntil = expiresAt + (graceMs ?? line.graceUntil.getTime() - line.expiresAt.getTime());
    const times = { expiresAt: new Date(expiresAt), graceUntil: new Date(graceUntil) };
    const lines = last.filter((row) => offers({ chainId: row.chainId, asset: row.asset as QuoteMethod["asset"] }));
    await tx
      .insert(sessionQuotes)
      .values(lines.map((row) => ({ ...row, ...times, number: number + 1, startsAt: new Date(startsAt) })));
    await tx
      .update(checkoutSessions)
      .set({ ...times, version: sql`${checkoutSessions.version} + 1`, updatedAt: new Date(now) })
      .where(eq(checkoutSessions.id, sessionId));
    await settleSessions(tx, { sessionIds: [sessionId], now, baseUrl: app.config.APP_URL });
    await notifySessions(tx, [sessionId]);
    return { startsAt, expiresAt, graceUntil };
  });
}
