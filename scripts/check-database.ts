import postgres from "postgres";
import { sessionSettings } from "../db/pool";
import { StartError } from "./progress";

const OLDEST_VERSION = 150_000;
const CONNECT_SECONDS = 10;

/**
 * Asks a database that a person named in DATABASE_URL whether it is there, lets us in as the app would come, and is new enough.
 *
 * @param tellLimits DATABASE_LIMITS
 * @throws {StartError} one line that says which of these it is not; the password never stands in it
 */
export async function checkDatabase(url: string, { tellLimits }: { tellLimits: boolean }): Promise<void> {
  let sql: postgres.Sql;
  try {
    const connection = sessionSettings({ tellLimits });
    sql = postgres(url, { max: 1, connect_timeout: CONNECT_SECONDS, onnotice: () => {}, connection });
  } catch {
    throw new StartError("DATABASE_URL is wrong: it is not a database URL");
  }
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    if (row && row.version < OLDEST_VERSION) throw new StartError("DATABASE_URL is wrong: PostgreSQL 15 or newer is needed");
  } catch (error) {
    if (error instanceof StartError) throw error;
    if (/unsupported startup parameter/.test(String(error))) {
      throw new StartError(
        "DATABASE_URL leads to a pooler that refuses settings of a session: set DATABASE_LIMITS=off (docs/run-many.md)",
      );
    }
    throw new StartError(`DATABASE_URL is wrong: ${reason(error)}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** PostgreSQL's own codes (Appendix A) and the system's. */
function reason(error: unknown): string {
  const code = String((error as { code?: unknown }).code);
  switch (code) {
    case "28P01":
    case "28000":
      return "the database refuses this user or password";
    case "3D000":
      return "there is no database of that name";
    case "ECONNREFUSED":
      return "nothing answers there (connection refused)";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "there is no machine of that name";
    case "CONNECT_TIMEOUT":
      return "nothing answers there (timeout)";
    default:
      return `the database cannot be used (${code})`;
  }
}
