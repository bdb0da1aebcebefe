import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { type Database, openDatabase } from "@/db/client";

export const TEMPLATE = "florin_template";

export type TestDatabase = {
  readonly url: string;
  readonly database: Database;
  drop(): Promise<void>;
};

/** An empty, migrated database of the caller's own on a real PostgreSQL. */
export async function freshDatabase(): Promise<TestDatabase> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(server, `create database ${name} template ${TEMPLATE}`);
  const url = withName(server, name);
  const database = openDatabase(url, { max: 10 });
  return {
    url,
    database,
    async drop() {
      await database.close();
      await administer(server, `drop database ${name} with (force)`);
    },
  };
}

/** The same server, another database. */
export function withName(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function administer(server: string, statement: string): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
