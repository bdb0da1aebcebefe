import { createHash } from "node:crypto";
import { and, eq, lte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/queries/scope";
import { idempotencyKeys } from "@/db/schema";
import { type ApiError, conflict, invalid } from "../errors";
import { seal, unseal } from "../seal";
import type { Call } from "./call";
import type { Answer } from "./respond";

/** A request that may be sent again without being done again (product.md 3). */
export type Claim = {
  readonly key: string;
  /** SHA-256 over method, path and body, hex. */
  readonly requestHash: string;
};

const KEEP_MS = 24 * 60 * 60 * 1_000;
const MAX_KEY = 255;

/** @throws {ApiError} 400 for a header that is empty, too long or not printable ASCII */
export function readClaim(request: Call, url: URL, bytes: Uint8Array): Claim | null {
  const key = request.headers.get("idempotency-key");
  if (key === null) return null;
  if (key.length > MAX_KEY || !/^[\x20-\x7e]+$/.test(key)) {
    throw invalid("Idempotency-Key", "invalid_field", `Idempotency-Key must be 1 to ${MAX_KEY} printable ASCII characters.`);
  }
  const requestHash = createHash("sha256").update(`${request.method} ${url.pathname}${url.search}\n`).update(bytes).digest("hex");
  return { key, requestHash };
}

/**
 * Takes the key inside the transaction that does the work: a twin waits on the primary key until that one ends, then
 * gets its answer; where it was rolled back, the twin does the work. So only executed requests leave an answer.
 *
 * @returns the first answer, or null: the work is ours to do
 * @throws {ApiError} 409 where the key belongs to another request
 */
export async function claimKey(
  tx: Tx,
  scope: Scope,
  input: { claim: Claim; now: number; sealKey: string },
): Promise<Answer | null> {
  const { claim, now, sealKey } = input;
  const mine = await tx
    .insert(idempotencyKeys)
    .values({ ...scope, ...claim, createdAt: new Date(now) })
    .onConflictDoUpdate({
      target: [idempotencyKeys.merchantId, idempotencyKeys.livemode, idempotencyKeys.key],
      set: { requestHash: claim.requestHash, status: null, answer: null, createdAt: new Date(now) },
      setWhere: lte(idempotencyKeys.createdAt, new Date(now - KEEP_MS)),
    })
    .returning({ key: idempotencyKeys.key });
  if (mine.length > 0) return null;
  const first = await findAnswer(tx, scope, { claim, sealKey });
  if (!first) throw inProgress();
  return first;
}

/**
 * @returns null where the key is not taken (any more)
 * @throws {ApiError} 409 where the key belongs to another request, or its first one has not ended
 */
export async function findAnswer(tx: Tx, scope: Scope, input: { claim: Claim; sealKey: string }): Promise<Answer | null> {
  const { claim, sealKey } = input;
  const [row] = await tx.select().from(idempotencyKeys).where(ofKey(scope, claim.key));
  if (!row) return null;
  if (row.requestHash !== claim.requestHash) {
    throw conflict("idempotency_key_reused", "This Idempotency-Key was used for another request.");
  }
  if (row.status === null || row.answer === null) throw inProgress();
  return { status: row.status, text: unseal(row.answer, rowName(scope, claim.key), sealKey), replayed: true };
}

export async function storeAnswer(tx: Tx, scope: Scope, input: { claim: Claim; answer: Answer; sealKey: string }): Promise<void> {
  const { claim, answer, sealKey } = input;
  await tx
    .update(idempotencyKeys)
    .set({ status: answer.status, answer: sealAnswer(scope, claim.key, { text: answer.text, sealKey }) })
    .where(ofKey(scope, claim.key));
}

/** For an answer that was found rather than made: kept unless a twin was faster, then that one's is given. */
export function keepAnswer(
  db: Tx,
  scope: Scope,
  input: { claim: Claim; answer: Answer; now: number; sealKey: string },
): Promise<Answer> {
  return db.transaction(async (tx) => {
    const first = await claimKey(tx, scope, input);
    if (first) return first;
    await storeAnswer(tx, scope, input);
    return input.answer;
  });
}

/** Answers may hold a secret that is shown once, or a customer's e-mail address: they rest sealed. */
export function sealAnswer(scope: Scope, key: string, input: { text: string; sealKey: string }): string {
  return seal(input.text, rowName(scope, key), input.sealKey);
}

/** Makes room for a key whose first use was 24 hours ago. */
export async function dropOldKey(tx: Tx, scope: Scope, input: { key: string; now: number }): Promise<void> {
  await tx
    .delete(idempotencyKeys)
    .where(and(ofKey(scope, input.key), lte(idempotencyKeys.createdAt, new Date(input.now - KEEP_MS))));
}

function inProgress(): ApiError {
  return conflict(
    "idempotency_in_progress",
    "A request with this Idempotency-Key is still being done. Please try again in a moment.",
  );
}

function ofKey(scope: Scope, key: string) {
  return and(
    eq(idempotencyKeys.merchantId, scope.merchantId),
    eq(idempotencyKeys.livemode, scope.livemode),
    eq(idempotencyKeys.key, key),
  );
}

function rowName(scope: Scope, key: string): string {
  return `${scope.merchantId}:${scope.livemode}:${key}`;
}
