import type { Database } from "@/db/client";

/** Numbers and renders all that was committed, as a claim does before it takes anything. @returns how many events were rendered */
export async function numberEvents({ sql }: Pick<Database, "sql">, batch = 500): Promise<number> {
  let rendered = 0;
  for (;;) {
    const [round] = await sql<{ total: number; most: number }[]>`select total, most from number_events(${batch}::integer)`;
    rendered += round?.total ?? 0;
    if ((round?.most ?? 0) < batch) return rendered;
  }
}
