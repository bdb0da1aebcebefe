import type { Database } from "@/db/client";

/** Events of one merchant and mode that one transaction numbers. */
const BATCH = 500;

/**
 * Gives every committed event its number and its bytes (docs/decisions/0005). Numbers have no gap and no repeat per
 * merchant and mode, whatever the writers do and however many processes number at once; `webhook.test` takes none. The
 * event object is rendered only where somebody asked for it: deliveries are written with their event.
 *
 * @returns how many events were rendered
 */
export async function numberEvents({ sql }: Database): Promise<number> {
  let rendered = 0;
  for (;;) {
    // A transaction of its own, which is over with its answer.
    const [round] = await sql<{ total: number; most: number }[]>`select total, most from number_events(${BATCH}::integer)`;
    rendered += round?.total ?? 0;
    if ((round?.most ?? 0) < BATCH) return rendered;
  }
}
