import type { Sql } from "postgres";
import type { Terms } from "./plans";
import { paymentsOn } from "./reference";
import { lineOf } from "./tree";
import type { World } from "./world";

/** Settlements as they stood when they were first seen. */
export type Frozen = Map<string, string>;

/** What must hold after every step, whatever was told and whoever died: R9, I8, I16, D3 and R1 up to the cursor. */
export async function judgeNow(input: { sql: Sql; world: World; sessions: readonly Terms[]; frozen: Frozen }): Promise<string[]> {
  const { sql, world, sessions, frozen } = input;
  const [cursors, kept, stored, statuses, settled] = await Promise.all([
    sql`select chain_id, number, hash from network_cursors where hash is not null`,
    sql`select chain_id, number, hash from blocks where orphaned_at is null order by chain_id, number`,
    sql`select t.chain_id || ' ' || t.block_hash || ' ' || t.tx_hash || ' ' || t.position as key, t.amount, t.asset, t."to", b.chain_id
      from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash where b.orphaned_at is null`,
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
    const lowest = Number(own[0]?.number);
    const expected = line.slice(lowest).map(({ hash }) => hash);
    if (own.map(({ hash }) => hash).join() !== expected.join()) {
      wrong.push(`the kept blocks of ${chainId} are not the line from ${lowest} to the cursor at ${at.number}`);
    }
    const ours = stored.filter((row) => row.chain_id === chainId).map((row) => `${row.key} ${row.asset} ${row.amount} ${row.to}`);
    const theirs = paymentsOn(at)
      .filter(({ to }) => addresses.has(to))
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
