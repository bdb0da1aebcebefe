import type { Sql } from "postgres";
import { expect } from "vitest";
import { LOCAL_USDC, LOCAL_USDT } from "@/lib/checkout/assets";
import type { startFakeNode } from "./fake-node";

export type FakeNode = Awaited<ReturnType<typeof startFakeNode>>;

type Told = {
  readonly sql: Sql;
  /** Whose chain is the true one. */
  readonly node: FakeNode;
  readonly ours: readonly string[];
  /** The first block that was scanned. */
  readonly from: number;
};

/**
 * R1 and R9, whatever was said meanwhile: the cursor stands on a block of the true chain, and what is counted is exactly
 * what was paid up to there. Returns the cursor's height.
 */
export async function expectTruthUpToTheCursor({ sql, node, ours, from }: Told): Promise<number> {
  const [cursor] = await sql`select number, hash from network_cursors`;
  const at = Number(cursor?.number);
  expect(cursor?.hash).toBe(node.blocks()[at]?.wire.hash);
  const rows = await sql`
    select t.block_number, t.to, t.amount, t.asset from transfers t join blocks b on b.hash = t.block_hash
    where b.orphaned_at is null`;
  const counted = rows.map((row) => `${row.block_number} ${row.to} ${row.amount} ${row.asset}`).sort();
  const paid = node.blocks().flatMap(({ payments }, number) =>
    payments.flatMap(({ to, amount, token, reverted }) => {
      const isListed = token === undefined || token === LOCAL_USDC || token === LOCAL_USDT;
      if (number < from || number > at || reverted || !isListed || !ours.includes(to)) return [];
      return `${number} ${to} ${amount} ${token ?? "native"}`;
    }),
  );
  expect(counted).toEqual(paid.sort());
  return at;
}

/** A block in which four payments are ours and three are not. */
export function blockOfMoney(height: number, ours: readonly string[]) {
  const [one, two] = [ours[height % ours.length] as string, ours[(height + 7) % ours.length] as string];
  const stranger = `0x${"77".repeat(20)}`;
  return [
    { to: one, amount: 100n },
    { to: stranger, amount: 5n },
    { to: two, amount: 200n, token: LOCAL_USDC },
    { to: two, amount: 300n, reverted: true },
    { to: one, amount: 400n, token: LOCAL_USDT },
    { to: stranger, amount: 5n, token: LOCAL_USDC },
    { to: one, amount: 500n, token: stranger },
    { to: one, amount: 600n, token: LOCAL_USDT },
  ];
}
