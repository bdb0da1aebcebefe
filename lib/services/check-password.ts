import type { Tx } from "@/db/client";
import { type Counted, countOne, forgetCount, giveBackOne } from "@/db/queries/shared-counts";
import { findUserByEmail } from "@/db/queries/users";
import { verifyPassword } from "../password";

const WINDOW_SECONDS = 15 * 60;
/**
 * Wrong passwords in a window, for one account from wherever, and from one address for whatever account. All processes
 * count together.
 */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;
const MOST_EMAIL_CHARACTERS = 254;
const MOST_PASSWORD_CHARACTERS = 256;

export type PasswordCheck =
  | { readonly kind: "ok"; readonly userId: string; readonly sessionVersion: number }
  | { readonly kind: "wrong" }
  | { readonly kind: "limited" };

/**
 * Who signs in. An unknown e-mail and a wrong password are told apart neither by the answer, nor by the time, nor by
 * the limits: an account that does not exist runs out of tries like one that does.
 *
 * @param input.address where the request came from
 */
export async function checkPassword(db: Tx, input: { email: string; password: string; address: string }): Promise<PasswordCheck> {
  const email = input.email.trim().toLowerCase();
  if (email.length > MOST_EMAIL_CHARACTERS || input.password.length > MOST_PASSWORD_CHARACTERS) return { kind: "wrong" };
  // Counted before the work and given back after a right password: tries that run side by side cannot pass the limit.
  const ofAddress: Counted = { what: "login address", whose: input.address };
  const ofAccount: Counted = { what: "login account", whose: email };
  if (!(await hasTry(db, ofAddress, PER_ADDRESS)) || !(await hasTry(db, ofAccount, PER_ACCOUNT))) return { kind: "limited" };

  const user = await findUserByEmail(db, email);
  const right = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!user || !right) return { kind: "wrong" };
  await Promise.all([forgetCount(db, ofAccount), giveBackOne(db, ofAddress)]);
  return { kind: "ok", userId: user.id, sessionVersion: user.sessionVersion };
}

async function hasTry(db: Tx, counted: Counted, most: number): Promise<boolean> {
  return (await countOne(db, counted, WINDOW_SECONDS)).count <= most;
}
