import { eq, sql } from "drizzle-orm";
import type { Tx } from "../client";
import { merchants, users } from "../schema";

/** What a password check needs. The e-mail is compared without regard to case. */
export async function findUserByEmail(db: Tx, email: string) {
  const [user] = await db
    .select({ id: users.id, passwordHash: users.passwordHash, sessionVersion: users.sessionVersion })
    .from(users)
    .where(sql`lower(${users.email}) = lower(${email})`);
  return user ?? null;
}

/** The user behind a login, with the merchant it belongs to. */
export async function findLogin(db: Tx, userId: string) {
  const [login] = await db
    .select({
      userId: users.id,
      merchantId: users.merchantId,
      email: users.email,
      sessionVersion: users.sessionVersion,
      merchantName: merchants.name,
    })
    .from(users)
    .innerJoin(merchants, eq(merchants.id, users.merchantId))
    .where(eq(users.id, userId));
  return login ?? null;
}
