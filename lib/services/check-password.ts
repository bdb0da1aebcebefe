import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Tx } from "@/db/client";
import { findUserByEmail } from "@/db/queries/users";
import { verifyPassword } from "../password";

const WINDOW_SECONDS = 15 * 60;
/** Wrong passwords in a window, for one account from wherever, and from one address for whatever account. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 50;
const MOST_EMAIL_CHARACTERS = 254;
const MOST_PASSWORD_CHARACTERS = 256;

export type LoginLimits = { readonly account: RateLimiterMemory; readonly address: RateLimiterMemory };

/** One set a process. Counted in memory: a restart forgets, another process counts for itself. */
export function makeLoginLimits(): LoginLimits {
  return {
    account: new RateLimiterMemory({ points: PER_ACCOUNT, duration: WINDOW_SECONDS }),
    address: new RateLimiterMemory({ points: PER_ADDRESS, duration: WINDOW_SECONDS }),
  };
}

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
export async function checkPassword(
  db: Tx,
  limits: LoginLimits,
  input: { email: string; password: string; address: string },
): Promise<PasswordCheck> {
  const email = input.email.trim().toLowerCase();
  if (email.length > MOST_EMAIL_CHARACTERS || input.password.length > MOST_PASSWORD_CHARACTERS) return { kind: "wrong" };
  // Counted before the work and given back after a right password: tries that run side by side cannot pass the limit.
  if (!(await hasTry(limits.address, input.address)) || !(await hasTry(limits.account, email))) return { kind: "limited" };

  const user = await findUserByEmail(db, email);
  const right = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!user || !right) return { kind: "wrong" };
  await Promise.all([limits.account.delete(email), limits.address.reward(input.address)]);
  return { kind: "ok", userId: user.id, sessionVersion: user.sessionVersion };
}

function hasTry(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  return limiter.consume(key).then(
    () => true,
    (refusal: RateLimiterRes | Error) => {
      if (refusal instanceof Error) throw refusal;
      return false;
    },
  );
}
