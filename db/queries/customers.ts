import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { checkoutSessions, customers } from "../schema";
import type { Scope } from "./scope";

/** A customer with what their sessions say. */
export type CustomerRow = Pick<typeof customers.$inferSelect, "id" | "livemode" | "email" | "createdAt"> & {
  readonly sessions: number;
  readonly paidSessions: number;
  readonly lastSessionAt: Date | null;
};

/** Newest first, one more than `limit` where there are more. */
export function listCustomers(
  db: Tx,
  scope: Scope,
  { limit, startingAfter, email }: { limit: number; startingAfter?: string | undefined; email?: string | undefined },
): Promise<CustomerRow[]> {
  const after = startingAfter
    ? sql`(${customers.createdAt}, ${customers.id}) < (select c.created_at, c.id from customers c where c.id = ${startingAfter})`
    : undefined;
  const named = email === undefined ? undefined : sql`lower(${customers.email}) = lower(${email})`;
  return select(db, and(mine(scope), named, after), limit + 1);
}

export async function findCustomer(db: Tx, scope: Scope, id: string): Promise<CustomerRow | null> {
  const [row] = await select(db, and(mine(scope), eq(customers.id, id)), 1);
  return row ?? null;
}

async function select(db: Tx, condition: SQL | undefined, limit: number): Promise<CustomerRow[]> {
  const s = checkoutSessions;
  const told = db
    .select({
      sessions: sql<number>`count(*)::integer`.as("sessions"),
      paidSessions: sql<number>`(count(*) filter (where ${s.status} in ('paid', 'paid_late')))::integer`.as("paid_sessions"),
      lastSessionAt: sql<Date | null>`max(${s.createdAt})`.mapWith(s.createdAt).as("last_session_at"),
    })
    .from(s)
    .where(
      sql`${s.merchantId} = ${customers.merchantId} and ${s.livemode} = ${customers.livemode}
        and lower(${s.customerEmail}) = lower(${customers.email}) and ${s.customerEmail} is not null`,
    )
    .as("told");
  return db
    .select({
      id: customers.id,
      livemode: customers.livemode,
      email: customers.email,
      createdAt: customers.createdAt,
      sessions: told.sessions,
      paidSessions: told.paidSessions,
      lastSessionAt: told.lastSessionAt,
    })
    .from(customers)
    .crossJoinLateral(told)
    .where(condition)
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(limit);
}

function mine({ merchantId, livemode }: Scope): SQL | undefined {
  return and(eq(customers.merchantId, merchantId), eq(customers.livemode, livemode));
}
