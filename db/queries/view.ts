import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { appraise } from "@/lib/checkout/appraise";
import type { SessionFacts } from "@/lib/checkout/derive";
import type { NetworkView, View } from "@/lib/checkout/view";
import type { Tx } from "../client";
import { blocks } from "../schema";
import { NETWORKS_JSON } from "./session-json";

/** As NETWORKS_JSON writes it: moments are epoch milliseconds. */
export type NetworkRow = {
  readonly chainId: number;
  readonly number: number;
  readonly time: number;
  readonly passedTime: number | null;
  readonly balancesProblemSince: number | null;
  readonly stalled: boolean;
  readonly serial: number;
};

/** How far each network is verified, without block times: enough to show a session, not to settle one. */
export async function loadView(db: Tx, now: number): Promise<View> {
  const [row] = await db.execute<{ networks: NetworkRow[] }>(sql`select ${sql.raw(NETWORKS_JSON)} as networks`);
  return toView(row?.networks ?? [], now);
}

export function toView(rows: readonly NetworkRow[], now: number): View {
  const networks = rows.map(({ chainId, number, time, passedTime, balancesProblemSince, ...row }): [number, NetworkView] => [
    chainId,
    {
      ...row,
      scannedThrough: number,
      scannedTime: time,
      passedTime: passedTime ?? time,
      balancesFailingSince: balancesProblemSince,
      blockTimes: new Map(),
    },
  ]);
  return { now, networks: new Map(networks) };
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
