import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** How PostgreSQL would answer each statement of `work`. None is run: `work` is told of no rows. */
export async function plansOf(db: Tx, work: (tx: Tx) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = [];
  const explain = async (statement: SQL) => {
    const rows = await db.execute<{ "QUERY PLAN": string }>(sql`explain (costs off) ${statement}`);
    plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
    return [];
  };
  await work({ execute: explain } as unknown as Tx);
  return plans;
}
