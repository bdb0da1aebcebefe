import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any number, the same in every process: two that start at once migrate one after the other. */
const LOCK = 7_341_906_255;
const FOLDER = fileURLToPath(new URL("migrations", import.meta.url));

/** Brings the database at `url` to the newest schema; does nothing where it already is. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: FOLDER });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
