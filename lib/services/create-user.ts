import type { Tx } from "@/db/client";
import { users } from "@/db/schema";
import { invalid } from "../errors";
import { newId } from "../ids";
import { hashPassword } from "../password";

/** Fifteen is advised, eight is the least (NIST SP 800-63B); the upper edge only bounds the work. */
const LEAST_CHARACTERS = 8;
const MOST_CHARACTERS = 256;

/**
 * A person who may sign in for that merchant.
 *
 * @param input.now epoch milliseconds
 * @throws {ApiError} 400 for a password outside 8 to 256 characters
 */
export async function createUser(
  tx: Tx,
  input: { merchantId: string; email: string; password: string; now: number },
): Promise<{ id: string }> {
  const length = [...input.password].length;
  if (length < LEAST_CHARACTERS || length > MOST_CHARACTERS) {
    throw invalid("password", "password_length", `A password has ${LEAST_CHARACTERS} to ${MOST_CHARACTERS} characters.`);
  }
  const id = newId("user");
  await tx.insert(users).values({
    id,
    merchantId: input.merchantId,
    email: input.email.trim(),
    passwordHash: await hashPassword(input.password),
    createdAt: new Date(input.now),
  });
  return { id };
}
