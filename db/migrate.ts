import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any number, the same in every process: two that start at once migrate one after the other. */
const LOCK = 7_341_906_255;
const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));

/** Brings the database at `url` to the newest schema; does nothing where it already is. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 2, prepare: false, onnotice: () => {}, connect_timeout: 10 });
  try {
    // A lock of a transaction, on a connection beside: one of a session would stay behind in a pooler.
    await sql.begin(async (tx) => {
      await tx`select set_config('idle_in_transaction_session_timeout', '0', true), set_config('lock_timeout', '0', true),
        set_config('statement_timeout', '0', true)`;
      await tx`select pg_advisory_xact_lock(${LOCK})`;
      await migrate(drizzle(sql), { migrationsFolder: FOLDER });
    });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
