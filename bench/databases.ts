import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";

/** An empty database on that server. @returns its URL */
export async function createDatabase(server: string): Promise<string> {
  const name = `bench_${randomBytes(6).toString("hex")}`;
  const sql = postgres(server, { max: 1 });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** A connection without the product's limits: filling a database takes longer than anything the product does. */
export async function filling(databaseUrl: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

type Table = "checkout_sessions" | "session_quotes" | "receive_addresses";

type Copies = {
  readonly tables: readonly Table[];
  readonly copies: number;
  /** Of the first one's number. Two calls must not overlap. */
  readonly first?: number;
  /** Columns of the session that differ from its model's. */
  readonly session?: Readonly<Record<string, string | null>>;
};

/** Copies the first session with its rows in these tables; each copy has an address of its own. */
export async function copySessions(sql: Sql, { tables, copies, first = 1, session = {} }: Copies): Promise<void> {
  const [model] = await sql`select min(id) as id from checkout_sessions where id not like 'cs_0000%'`;
  for (const table of tables) {
    const key = table === "checkout_sessions" ? "id" : "session_id";
    const other = JSON.stringify(table === "checkout_sessions" ? session : {});
    await sql`
      insert into ${sql(table)}
      select copy.*
      from ${sql(table)} one,
        generate_series(${first}::integer, ${first + copies - 1}::integer) n,
        jsonb_populate_record(null::${sql(table)}, to_jsonb(one) || ${other}::text::jsonb || jsonb_build_object(
          ${key}::text, 'cs_' || lpad(n::text, 24, '0'),
          'address', '0xbb' || lpad(to_hex(n), 38, '0'),
          'index', 1000000 + n
        )) copy
      where one.${sql(key)} = ${model?.id}`;
  }
  await sql`analyze`;
}
