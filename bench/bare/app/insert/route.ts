import { randomBytes } from "node:crypto";
import postgres from "postgres";

const sql = postgres(process.env.DATABASE_URL ?? "", { max: 12 });

/** The least that a creating route can do: read the body, write one row, answer. */
export async function POST(request: Request): Promise<Response> {
  const { amount } = await request.json();
  const id = randomBytes(16).toString("hex");
  await sql`insert into bench_rows (id, value, currency, created_at) values (${id}, ${amount.value}, ${amount.currency}, ${new Date()})`;
  return Response.json({ id }, { status: 201 });
}
