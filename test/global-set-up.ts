import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "../db/migrate";
import { startPostgres } from "../scripts/embedded-postgres";
import { startGuard } from "../scripts/guard";
import { TEMPLATE, withName } from "./database";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One PostgreSQL for the run, with a migrated database from which each test file gets a copy of its own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "florin-test-"));
  const guard = startGuard();
  const server = await startPostgres({ folder, password: "florin", guard, durable: false });
  const sql = postgres(server.url, { max: 1 });
  await sql.unsafe(`create database ${TEMPLATE}`);
  await sql.end();
  await migrateDatabase(withName(server.url, TEMPLATE));
  project.provide("postgresUrl", server.url);
  return async () => {
    await server.stop();
    guard.release();
    rmSync(folder, { recursive: true, force: true });
  };
}
