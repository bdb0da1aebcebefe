import { and, eq, getTableColumns, inArray, isNull } from "drizzle-orm";
import { appraise } from "@/lib/checkout/appraise";
import type { SessionFacts } from "@/lib/checkout/derive";
import type { NetworkView, View } from "@/lib/checkout/view";
import type { Tx } from "../client";
import { blocks, networkCursors } from "../schema";

/** How far each network is verified, without block times: enough to show a session, not to settle one. */
export async function loadView(db: Tx, now: number): Promise<View> {
  const rows = await db
    .select({ ...getTableColumns(networkCursors), serial: blocks.serial })
    .from(networkCursors)
    .innerJoin(blocks, and(eq(blocks.chainId, networkCursors.chainId), eq(blocks.hash, networkCursors.hash)));
  const networks = new Map<number, NetworkView>();
  for (const row of rows) {
    if (row.number === null || row.time === null) continue;
    const scannedTime = row.time.getTime();
    networks.set(row.chainId, {
      scannedThrough: row.number,
      serial: row.serial,
      scannedTime,
      passedTime: row.passedTime?.getTime() ?? scannedTime,
      stalled: row.stalled,
      blockTimes: new Map(),
    });
  }
  return { now, networks };
}

/** The view, with the times of the blocks that gave these sessions' payments their confirmations (D14). */
export async function loadSettlingView(db: Tx, facts: readonly SessionFacts[], now: number): Promise<View> {
  const view = await loadView(db, now);
  const wanted = new Map<number, Set<number>>();
  for (const one of facts) {
    if (one.settlement) continue;
    for (const { transfer, required } of appraise(one, view)) {
      const numbers = wanted.get(transfer.chainId) ?? new Set();
      wanted.set(transfer.chainId, numbers.add(transfer.blockNumber + required - 1));
    }
  }
  const networks = new Map(view.networks);
  for (const [chainId, numbers] of wanted) {
    const network = networks.get(chainId);
    if (!network) continue;
    const rows = await db
      .select({ number: blocks.number, time: blocks.time })
      .from(blocks)
      .where(and(eq(blocks.chainId, chainId), inArray(blocks.number, [...numbers]), isNull(blocks.orphanedAt)));
    networks.set(chainId, { ...network, blockTimes: new Map(rows.map((row) => [row.number, row.time.getTime()])) });
  }
  return { now, networks };
}
