import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import { type LIMITS, openPool } from "./pool";
import * as schema from "./schema";

export type Db = PostgresJsDatabase<typeof schema>;
/** A transaction, or the database itself where one statement is all. */
export type Tx = Db | Parameters<Parameters<Db["transaction"]>[0]>[0];

/** One pool: `db` for queries and transactions, `sql` for statements whose text is whole, and to listen. */
export type Database = {
  readonly db: Db;
  readonly sql: Sql;
  close(): Promise<void>;
};

/**
 * Opens a pool. Values come back as text where JavaScript has no exact type: drizzle maps `numeric(78,0)` to `bigint`
 * and timestamps to `Date`; in raw `sql` results both are text.
 */
export function openDatabase(
  url: string,
  options: { max: number; prepare?: boolean; tellLimits?: boolean; listenUrl?: string; limits?: typeof LIMITS },
): Database {
  const { sql, close } = openPool(url, { prepare: true, tellLimits: true, listenUrl: url, ...options });
  const db = drizzle(sql, { schema, casing: "snake_case" });
  return { db, sql, close };
}
