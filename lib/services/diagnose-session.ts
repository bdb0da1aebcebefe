import { setTimeout as sleep } from "node:timers/promises";
import { loadSessionRecords } from "@/db/queries/session-facts";
import { loadView } from "@/db/queries/view";
import type { Chain } from "../chains/chain";
import { diagnose } from "../checkout/diagnosis";
import { type DiagnosisObject, diagnosisObject } from "../checkout/diagnosis-object";
import type { TransactionReport } from "../checkout/transaction-report";
import { notFound } from "../errors";
import { log } from "../log";
import type { App } from "./app";

/** A person waits for the answer; a node that is slower than this is told of as not reached. */
const LOOK_UP_LIMIT_MS = 5_000;

/**
 * Why a session is not paid by this transaction. Every connected network of the session's mode is asked, because money
 * often goes out on another one than was meant. It only reads: nothing is ever credited because somebody knows a hash.
 *
 * @param txHash 32 bytes as lower-case hex
 * @throws {ApiError} 404
 */
export async function diagnoseSession(
  app: App,
  { id, txHash, now }: { id: string; txHash: string; now: number },
): Promise<DiagnosisObject> {
  const { db } = app.database;
  const [known] = await loadSessionRecords(db, [id]);
  if (!known) throw notFound();
  const chains = [...app.chains.values()].filter(({ network }) => network.livemode === known.livemode);
  const answers = await Promise.all(chains.map((chain) => lookUp(chain, txHash)));
  const reports = answers.filter((answer) => answer !== null && answer !== "silent");

  // The view first: a record newer than its view holds a payment too many, which waits; never one too few.
  const view = await loadView(db, now);
  const [record] = await loadSessionRecords(db, [id]);
  if (!record) throw notFound();
  const diagnosis = diagnose(record, view, { txHash, reports, isComplete: !answers.includes("silent") });
  return diagnosisObject(diagnosis, { txHash, record });
}

async function lookUp(chain: Chain, txHash: string): Promise<TransactionReport | null | "silent"> {
  const limit = new AbortController();
  try {
    return await Promise.race([chain.lookUp(txHash), sleep(LOOK_UP_LIMIT_MS, "silent" as const, { signal: limit.signal })]);
  } catch (error) {
    log.warn({ err: error, network: chain.network.chainId }, "a transaction could not be looked up");
    return "silent";
  } finally {
    limit.abort();
  }
}
