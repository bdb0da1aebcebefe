import { type Algorithm, hash, verify } from "@node-rs/argon2";

const ARGON2ID = 2 satisfies Algorithm.Argon2id;
/** OWASP's first choice for argon2id: 46 MiB, one pass, one lane. Some 40 ms on a small server. */
const COST = { algorithm: ARGON2ID, memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;
/** The same cost over a password that nobody knows: an unknown user takes as long as a wrong password. */
const NOBODY = "$argon2id$v=19$m=47104,t=1,p=1$/62rhRY1vyf/a7sLYeu7RA$wwi5ID5r1373iQDkHqIP+QOVPM1ZzPArxFcsWKEXcq8";

export function hashPassword(password: string): Promise<string> {
  return hash(samePassword(password), COST);
}

/** @param stored the user's hash, or null where there is no such user: then always false, after the same work */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, samePassword(password));
  return stored !== null && matches;
}

/** One password has one spelling, whatever keyboard composed it (NIST SP 800-63B, 5.1.1.2). */
function samePassword(password: string): string {
  return password.normalize("NFKC");
}
