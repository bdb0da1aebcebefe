import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { merchants, users } from "../schema";
import type { Scope } from "./scope";

/** What a password check needs. The e-mail is compared without regard to case. */
export async function findUserByEmail(db: Tx, email: string) {
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash, sessionVersion: users.sessionVersion })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`);
  return user ?? null;
}

/** The user behind a login and the merchant it belongs to; null once the session version was raised. */
export async function findLogin(db: Tx, userId: string, sessionVersion: number) {
  const [login] = await db
    .select({ userId: users.id, merchantId: users.merchantId, email: users.email, merchantName: merchants.name })
    .from(users)
    .innerJoin(merchants, eq(merchants.id, users.merchantId))
    .where(and(eq(users.id, userId), eq(users.sessionVersion, sessionVersion)));
  return login ?? null;
}

/** A user of that merchant, to name whoever did something; null for one who is not there any more. */
export async function findUserEmail(db: Tx, scope: Scope, userId: string): Promise<string | null> {
  const [user] = await db
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.merchantId, scope.merchantId), eq(users.id, userId)));
  return user?.email ?? null;
}
