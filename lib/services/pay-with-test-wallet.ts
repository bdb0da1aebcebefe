import { loadSessionRecords } from "@/db/queries/session-facts";
import { chosenLine } from "../checkout/session-object";
import { notFound } from "../errors";
import type { App } from "./app";
import { localNode, sendPayment } from "./local-node";

export const TEST_AMOUNTS = ["exact", "less", "more"] as const;
export type TestAmount = (typeof TEST_AMOUNTS)[number];

/**
 * A real payment on a chain of this machine: the node sends it from its own unlocked account, so no key is needed. What
 * is missing is sent: all of it, half, or one and a half.
 *
 * @returns the transaction's hash
 * @throws {ApiError} 404 for a session that is not paid on a local chain, 503 where the node does not take it
 */
export async function payWithTestWallet(app: App, input: { sessionId: string; amount: TestAmount }): Promise<string> {
  const [record] = await loadSessionRecords(app.database.db, [input.sessionId]);
  if (!record || record.livemode) throw notFound();
  const { chainId, asset, address, due } = chosenLine(record);
  const node = localNode(app, chainId);
  // A page that is already paid in full may be paid once more, to see what that looks like.
  const missing = record.remaining > 0n ? record.remaining : due;
  return sendPayment(node, { asset, address, amount: scaled(missing, input.amount), sender: 0 });
}

function scaled(missing: bigint, amount: TestAmount): bigint {
  switch (amount) {
    case "exact":
      return missing;
    case "less":
      return missing / 2n || 1n;
    case "more":
      return (missing * 3n + 1n) / 2n;
    default:
      return amount satisfies never;
  }
}
