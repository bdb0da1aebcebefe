import type { Row, Sql } from "postgres";
import type { Received } from "../inbox";
import { judgeEvents } from "./judge-events";
import { judgeSettlement } from "./judge-settlement";
import type { Terms } from "./plans";
import { completion, countable, isMoreThanDust, paymentsOn, received } from "./reference";
import { readTerms } from "./terms";
import type { World } from "./world";

type End = {
  sql: Sql;
  world: World;
  sessions: readonly Terms[];
  /** Sessions that were switched off. */
  off: ReadonlySet<string>;
  received: readonly Received[];
};

/**
 * The chain is honest, scanned to its head, and every hold and confirmation is over: compares it with the tables. Knows the
 * chain, what the sessions promised and what the receiver got; adds up in its own way.
 */
export async function judgeEnd(end: End): Promise<string[]> {
  const { sql, world, sessions, off } = end;
  const wrong: string[] = [];
  const cursors = await sql`select * from network_cursors`;
  for (const tree of world.trees) {
    const cursor = cursors.find((row) => row.chain_id === tree.network.chainId);
    if (cursor?.hash !== tree.tip().hash)
      wrong.push(`${tree.network.chainId} never caught up: ${cursor?.number}, ${cursor?.problem}`);
  }
  if (wrong.length > 0) return wrong;

  const rows = await sql`
    select s.*, st.status as settled, st.completing_id, st.counted_ids, st.over as settled_over
    from checkout_sessions s left join settlements st on st.session_id = s.id`;
  const transfers = await sql`
    select t.id, t.session_id, t."to", t.asset, t.amount, b.hash, b.orphaned_at is null as canonical,
      t.chain_id || ' ' || t.block_hash || ' ' || coalesce(t.tx_hash, 'none') || ' ' || t.position as key,
      (select min(e.position) from events e where e.session_id = t.session_id and e.type = 'payment.received'
        and e.detail ->> 'payment' = t.id) as told_at,
      (select min(e.position) from events e where e.session_id = t.session_id and e.type in ('session.paid', 'session.paid_late')
      ) as success_at
    from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash`;
  for (const terms of sessions) {
    const row = rows.find(({ id }) => id === terms.id);
    if (!row) {
      wrong.push(`session ${terms.id} is gone`);
      continue;
    }
    if (text(await readTerms(sql, terms.id)) !== text(terms)) wrong.push(`what session ${terms.id} promised has changed`);
    const expected = verdict(terms, row, { world, transfers, isOff: off.has(terms.id) });
    if (row.status !== expected) wrong.push(`session ${terms.id} is ${row.status}, the chain says ${expected}`);
    wrong.push(...judgeSums(terms, row, world));
    wrong.push(...judgeSettlement(terms, row, { world, transfers }));
  }
  for (const one of transfers) {
    const owner = sessions.find(({ id }) => id === one.session_id);
    if (!owner) wrong.push(`payment ${one.id} belongs to nobody`);
  }
  wrong.push(...(await judgeEvents({ sql, received: end.received, sessions: rows, transfers })));
  return wrong;
}

function verdict(
  terms: Terms,
  row: Row,
  { world, transfers, isOff }: { world: World; transfers: readonly Row[]; isOff: boolean },
): string {
  if (isOff) return "deactivated";
  const counted = countable(
    terms,
    world.trees.flatMap((tree) => paymentsOn(tree.tip())),
  );
  const complete = completion(terms, counted);
  if (row.settled) {
    const lost = (row.counted_ids as string[]).some((id) => transfers.find((one) => one.id === id)?.canonical !== true);
    return lost && !complete ? "failed" : row.settled;
  }
  if (complete) return complete.last.isLate ? "paid_late" : "paid";
  const onTime = counted.filter(({ isLate }) => !isLate);
  if (isMoreThanDust(terms, onTime)) return "underpaid";
  const offered = world.trees.filter((tree) => terms.lines.some((line) => line.chainId === tree.network.chainId));
  return offered.every((tree) => tree.tip().time > terms.expiresAt) ? "expired" : "pending";
}

/** R5 */
function judgeSums(terms: Terms, row: Row, world: World): string[] {
  const counted = countable(
    terms,
    world.trees.flatMap((tree) => paymentsOn(tree.tip())),
  );
  const expected = received(terms, counted);
  return BigInt(row.received) === expected ? [] : [`session ${terms.id} says ${row.received} received, the chain ${expected}`];
}

function text(terms: Terms): string {
  return JSON.stringify(terms, (_, value) => (typeof value === "bigint" ? value.toString() : value));
}
