import type { Sql } from "postgres";

// biome-ignore lint/suspicious/noExplicitAny: what a node says, read without the product's own readers
type Wire = any;

type Payment = {
  readonly key: string;
  readonly to: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly block: number;
  readonly time: number;
};

type Truth = { readonly headers: readonly Wire[]; readonly payments: readonly Payment[] };

const TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
const SUCCESSES = ["session.paid", "session.paid_late"];

/**
 * Rebuilds from the chain what must stand in the tables and says, in sentences, what does not fit. It shares no code with
 * the engine: it reads every receipt of every block and adds up in its own way. It knows sessions with one way to pay,
 * on a chain that is scanned to its head and whose reorgs took nothing away from a settled session.
 *
 * @param from the first block that was scanned
 * @param tokens contracts that count
 */
export async function judge(input: {
  sql: Sql;
  rpcUrl: string;
  chainId: number;
  from: number;
  tokens: readonly string[];
}): Promise<string[]> {
  const { sql, chainId } = input;
  const truth = await readTruth(input);
  return [
    ...(await judgeCursor(sql, chainId, truth)),
    ...(await judgeTransfers(sql, chainId, truth)),
    ...(await judgeSessions(sql, truth)),
    ...(await judgeEvents(sql)),
  ];
}

async function readTruth({ sql, rpcUrl, from, tokens }: Parameters<typeof judge>[0]): Promise<Truth> {
  const ask = async (method: string, params: unknown[]): Promise<Wire> => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const answer = await fetch(rpcUrl, { method: "POST", headers: { "content-type": "application/json" }, body });
    return (await answer.json()).result;
  };
  const watched = new Set((await sql`select address from receive_addresses`).map((row) => row.address as string));
  const headers: Wire[] = [];
  const payments: Payment[] = [];
  const head = Number(await ask("eth_blockNumber", []));
  for (let number = 0; number <= head; number += 1) {
    const height = `0x${number.toString(16)}`;
    const block = await ask("eth_getBlockByNumber", [height, true]);
    headers.push(block);
    if (number < from || block.transactions.length === 0) continue;
    const receipts: Wire[] = await ask("eth_getBlockReceipts", [height]);
    const traces: Wire[] = await ask("debug_traceBlockByNumber", [height, { tracer: "callTracer" }]);
    for (const [place, receipt] of receipts.entries()) {
      if (receipt.status !== "0x1") continue;
      const transaction = block.transactions[place];
      const inBlock = { block: number, time: Number(block.timestamp) * 1000 };
      if (transaction.to && watched.has(transaction.to) && BigInt(transaction.value) > 0n) {
        const amount = BigInt(transaction.value);
        payments.push({ ...inBlock, key: `${block.hash} ${transaction.hash} tx`, to: transaction.to, asset: "native", amount });
      }
      for (const { path, to, value } of inner(traces[place].result)) {
        if (!watched.has(to)) continue;
        payments.push({ ...inBlock, key: `${block.hash} ${transaction.hash} trace:${path}`, to, asset: "native", amount: value });
      }
      for (const log of receipt.logs) {
        const to = `0x${(log.topics[2] ?? "").slice(26)}`;
        if (!tokens.includes(log.address) || log.topics[0] !== TRANSFER || !watched.has(to) || BigInt(log.data) === 0n) continue;
        const key = `${block.hash} ${transaction.hash} log:${Number(log.logIndex)}`;
        payments.push({ ...inBlock, key, to, asset: log.address, amount: BigInt(log.data) });
      }
    }
  }
  return { headers, payments };
}

/** Value that plain calls and self-destructs moved inside a transaction that succeeded. */
function inner(frame: Wire, path: readonly number[] = []): { path: string; to: string; value: bigint }[] {
  if (frame.error) return [];
  const isMove = path.length > 0 && (frame.type === "CALL" || frame.type === "SELFDESTRUCT") && BigInt(frame.value ?? 0) > 0n;
  const below = (frame.calls ?? []).flatMap((call: Wire, place: number) => inner(call, [...path, place]));
  return isMove ? [{ path: path.join("."), to: frame.to, value: BigInt(frame.value) }, ...below] : below;
}

async function judgeCursor(sql: Sql, chainId: number, { headers }: Truth): Promise<string[]> {
  const wrong: string[] = [];
  const [cursor] = await sql`select number, hash, problem from network_cursors where chain_id = ${chainId}`;
  if (Number(cursor?.number) !== headers.length - 1)
    wrong.push(`the cursor is at ${cursor?.number}, the head at ${headers.length - 1}`);
  if (cursor?.hash !== headers.at(-1).hash) wrong.push("the cursor's hash is not the head's");
  if (cursor?.problem) wrong.push(`a problem is left: ${cursor.problem}`);
  const kept = await sql`select number, hash from blocks where chain_id = ${chainId} and orphaned_at is null order by number`;
  for (const block of kept) {
    if (headers[Number(block.number)]?.hash !== block.hash)
      wrong.push(`block ${block.number} is canonical here and not on the chain`);
  }
  const lowest = Number(kept[0]?.number ?? 0);
  const own = new Set(kept.map((block) => Number(block.number)));
  for (let number = Math.max(lowest, headers.length - 64); number < headers.length; number += 1) {
    if (!own.has(number)) wrong.push(`block ${number} was skipped`);
  }
  return wrong;
}

/** R1: every canonical payment exactly once, and nothing that the chain does not know. */
async function judgeTransfers(sql: Sql, chainId: number, { payments }: Truth): Promise<string[]> {
  const rows = await sql`
    select t.block_hash || ' ' || t.tx_hash || ' ' || t.position as key, t.amount, t.asset, t.to
    from transfers t join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash
    where t.chain_id = ${chainId} and b.orphaned_at is null`;
  const ours = rows.map((row) => `${row.key} ${row.asset} ${row.amount} ${row.to}`).sort();
  const theirs = payments.map(({ key, asset, amount, to }) => `${key} ${asset} ${amount} ${to}`).sort();
  return [
    ...theirs.filter((key) => !ours.includes(key)).map((key) => `the chain has a payment that we lack: ${key}`),
    ...ours
      .filter((key, place) => !theirs.includes(key) || ours[place - 1] === key)
      .map((key) => `we count a payment too many: ${key}`),
  ];
}

/** R5: the status that the chain's own payments give. */
async function judgeSessions(sql: Sql, truth: Truth): Promise<string[]> {
  const rows = await sql`
    select s.id, s.status, s.address, s.received, s.deactivated_at is not null as off, q.asset, q.min_due, q.max_ok,
      q.confirmations, extract(epoch from q.expires_at) * 1000 as expires_ms,
      extract(epoch from q.grace_until) * 1000 as grace_ms, st.status as settled
    from checkout_sessions s join session_quotes q on q.session_id = s.id left join settlements st on st.session_id = s.id`;
  return rows.flatMap((row) => {
    const verdict = verdictOn(row, truth);
    const wrong = row.status === verdict ? [] : [`session ${row.id} is ${row.status}, the chain says ${verdict}`];
    const isSettled = verdict === "paid" || verdict === "paid_late";
    if ((row.settled ?? null) !== (isSettled ? verdict : null)) wrong.push(`session ${row.id} is settled as ${row.settled}`);
    return wrong;
  });
}

function verdictOn(row: Wire, { headers, payments }: Truth): string {
  if (row.off) return "deactivated";
  const head = headers.length - 1;
  const [expiresAt, graceUntil] = [Number(row.expires_ms), Number(row.grace_ms)];
  const mine = payments.filter(
    ({ to, asset, time }) => to === row.address.toLowerCase() && asset === row.asset && time <= graceUntil,
  );
  let sum = 0n;
  const completing = mine.find(({ amount }) => {
    sum += amount;
    return sum >= BigInt(row.min_due);
  });
  const inTime = mine.filter(({ time }) => time <= expiresAt);
  const total = inTime.reduce((all, { amount }) => all + amount, 0n);
  if (completing) {
    const isLate = completing.time > expiresAt;
    if (head - completing.block + 1 >= row.confirmations) return isLate ? "paid_late" : "paid";
    if (!isLate) return total > BigInt(row.max_ok) ? "overpaid" : "detected";
  }
  if (total > 0n) return "underpaid";
  const passed = Number(headers.at(-1).timestamp) * 1000;
  return passed > expiresAt ? "expired" : "pending";
}

/** R2 and R3: one success at most, told where it stands, and each event's delivery once for each endpoint. */
async function judgeEvents(sql: Sql): Promise<string[]> {
  const wrong: string[] = [];
  const sessions = await sql`
    select s.id, s.status, coalesce(array_agg(e.type) filter (where e.type is not null), '{}') as types
    from checkout_sessions s left join events e on e.session_id = s.id group by s.id`;
  for (const { id, status, types } of sessions) {
    const told = types.filter((type: string) => SUCCESSES.includes(type));
    const expected = SUCCESSES.filter((type) => type === `session.${status}`);
    if (told.join() !== expected.join()) wrong.push(`session ${id} is ${status} and told ${told.join() || "nothing"}`);
    if (!types.includes("session.created")) wrong.push(`session ${id} was never announced`);
    if (status === "expired" && !types.includes("session.expired")) wrong.push(`session ${id} expired in silence`);
  }
  const counts = await sql`
    select e.id, e.type, count(d.id)::int as deliveries, (
      select count(*)::int from webhook_endpoints w
      where w.merchant_id = e.merchant_id and w.livemode = e.livemode and (e.type = any(w.events) or '*' = any(w.events))
    ) as endpoints
    from events e left join deliveries d on d.event_id = e.id group by e.id`;
  for (const event of counts) {
    if (event.deliveries !== event.endpoints)
      wrong.push(`event ${event.type} has ${event.deliveries} deliveries for ${event.endpoints}`);
  }
  return wrong;
}
