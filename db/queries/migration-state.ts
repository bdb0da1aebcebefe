import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import journal from "../migrations/meta/_journal.json";

/**
 * True where the database has every migration that this build was made with. Newer ones do no harm: they were applied
 * by a newer build beside this one.
 *
 * @throws where the database does not answer, or was never migrated
 */
export async function isMigrated(db: Tx): Promise<boolean> {
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  const [row] = await db.execute<{ newest: string | null }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  return Number(row?.newest ?? 0) >= newest;
}
