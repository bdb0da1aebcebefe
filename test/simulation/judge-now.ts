import type { Sql } from "postgres";
import type { NativeWatch } from "@/lib/checkout/networks";
import type { Hiding } from "./hiding";
import { judgeCoin } from "./judge-coin";
import { judgeHoldings, judgeOutflows, type Outflow } from "./judge-outflows";
import type { Terms } from "./plans";
import { paymentsOn } from "./reference";
import type { Stored } from "./retell";
import { lineOf } from "./tree";
import type { World } from "./world";

/** Settlements as they stood when they were first seen. */
export type Frozen = Map<string, string>;

/** What must hold after every step, whatever was told and whoever died: R9, I8, I16, D3 and R1 up to the cursor. */
export async function judgeNow(input: {
  sql: Sql;
  world: World;
  sessions: readonly Terms[];
  frozen: Frozen;
  watches: ReadonlyMap<number, NativeWatch>;
  hiding: Hiding;
}): Promise<string[]> {
  const { sql, world, sessions, frozen, watches, hiding } = input;
  const [cursors, kept, stored, outflows, compared, statuses, settled] = await Promise.all([
    sql`select chain_id, number, hash from network_cursors where hash is not null`,
    sql`select chain_id, number, hash from blocks where orphaned_at is null order by chain_id, number`,
    sql<
      (Stored & { chain_id: number; tx_hash: string | null })[]
    >`select t.chain_id || ' ' || t.block_hash || ' ' || coalesce(t.tx_hash, 'none') || ' ' || t.position as key, t.amount,
        t.asset, t."to", t.tx_hash, b.chain_id, b.hash
      from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash where b.orphaned_at is null`,
    sql<(Outflow & { chain_id: number })[]>`select o.chain_id, o.block_hash as hash, o.address, o.amount
      from native_outflows o join blocks b on b.chain_id = o.chain_id and b.hash = o.block_hash where b.orphaned_at is null`,
    sql`select chain_id, address, checked_number from native_watches`,
    sql`select id, status from checkout_sessions`,
    sql`select s.* from settlements s`,
  ]);
  const wrong: string[] = [];
  const addresses = new Set(sessions.map(({ address }) => address));
  for (const tree of world.trees) {
    const { chainId } = tree.network;
    const cursor = cursors.find((row) => row.chain_id === chainId);
    const at = tree.find(cursor?.hash ?? "");
    if (!cursor || !at || at.number !== Number(cursor.number)) {
      wrong.push(`the cursor of ${chainId} is at a block that never was: ${cursor?.number} ${cursor?.hash}`);
      continue;
    }
    const line = lineOf(at);
    const own = kept.filter((row) => row.chain_id === chainId);
    // Below the policy's depth only blocks that hold something are kept.
    const lowest = Math.max(Number(own[0]?.number), at.number - tree.network.finalityDepth);
    const heights = new Set(own.map(({ number }) => Number(number)));
    const isWhole = line.slice(lowest).every(({ number }) => heights.has(number));
    if (!isWhole || own.some(({ number, hash }) => line[Number(number)]?.hash !== hash)) {
      wrong.push(`the kept blocks of ${chainId} are not the line from ${lowest} to the cursor at ${at.number}`);
    }
    const here = stored.filter((row) => row.chain_id === chainId);
    const through = new Map([...addresses].map((address) => [address, -1]));
    for (const row of compared) {
      if (row.chain_id === chainId && addresses.has(row.address)) through.set(row.address, Number(row.checked_number ?? -1));
    }
    const isThin = hiding.chains.has(chainId);
    const left = outflows.filter((row) => row.chain_id === chainId);
    wrong.push(...judgeCoin({ at, nativeWatch: watches.get(chainId) ?? "blocks", stored: here, compared: through, isThin }));
    wrong.push(...judgeOutflows(at, left, isThin));
    wrong.push(...judgeHoldings(at, { paid: here, left, compared: through }));
    const tokens = here.filter((row) => row.asset !== "native");
    const ours = tokens.map((row) => `${row.key} ${row.asset} ${row.amount} ${row.to}`);
    const theirs = paymentsOn(at)
      .filter(({ asset, to }) => asset !== "native" && addresses.has(to))
      .map(({ key, asset, amount, to }) => `${key} ${asset} ${amount} ${to}`);
    wrong.push(...difference(theirs, ours).map((key) => `passed by and not stored: ${key}`));
    wrong.push(...difference(ours, theirs).map((key) => `stored and not on the scanned line, or twice: ${key}`));
  }
  for (const terms of sessions) {
    const status = statuses.find(({ id }) => id === terms.id)?.status;
    const offered = world.trees.filter((tree) => terms.lines.some((line) => line.chainId === tree.network.chainId));
    const isEarly = offered.some((tree) => tree.all.every(({ time }) => time <= terms.expiresAt));
    if (status === "expired" && isEarly) wrong.push(`session ${terms.id} expired before any block said so`);
  }
  for (const row of settled) {
    const text = JSON.stringify(row);
    const before = frozen.get(row.session_id) ?? text;
    frozen.set(row.session_id, before);
    if (before !== text) wrong.push(`the settlement of ${row.session_id} changed: ${before} to ${text}`);
  }
  if (settled.length !== frozen.size) wrong.push("a settlement is gone");
  return wrong;
}

/** In `a` and not, or less often, in `b`. */
export function difference(a: readonly string[], b: readonly string[]): string[] {
  const left = [...b];
  return a.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
