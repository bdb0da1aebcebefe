import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import type { Place } from "./native-outflows";

/** One address whose balance is to be compared with the facts. Heights, and amounts in the coin's smallest unit. */
export type NativeWatch = {
  readonly address: string;
  /** Where its sums begin; null: at this check. */
  readonly number: number | null;
  /** What it had there; null: still to be read. */
  readonly balance: bigint | null;
  /** Through this block the facts explain the balance; null where that is still to be read. */
  readonly checkedNumber: number | null;
};

/**
 * Where the sums of a session begin: at the highest canonical block that was known when it was created. The block that its
 * scan had reached may have been taken away since, and nothing that came to a fresh address lies in a block from before it. Looked at again under
 * the lease when the balance there is read: whoever ends a session does not see the reorg that is just being taken in.
 */
const KNOWN_BEFORE = (chain: "c" | "w") => sql`(
  select k.number from blocks k
  where k.chain_id = ${sql.raw(chain)}.chain_id and k.orphaned_at is null
    and k.serial <= (s.start_serials ->> ${sql.raw(chain)}.chain_id::text)::bigint
  order by k.number desc limit 1)`;

/**
 * Sessions that wait for money and are not under watch. Both lists are put together and grouped: that costs what is open,
 * and no statistics from before a rush can turn it into a join that compares all with all.
 */
const unwatched = ({ chainId, livemode }: { chainId: number; livemode: boolean }) => sql`
  select o.address, max(o.serials)::jsonb as start_serials
  from (
    select lower(address) as address, start_serials::text as serials, false as is_watched from checkout_sessions
    where (look_at is not null or confirming) and livemode = ${livemode}
    union all
    select address, null, true from native_watches where chain_id = ${chainId} and is_open
  ) o
  group by o.address
  having not bool_or(o.is_watched)`;

/** There are such sessions. */
export async function areUnwatched(db: Tx, where: { chainId: number; livemode: boolean }): Promise<boolean> {
  const [row] = await db.execute<{ are: boolean }>(sql`select exists (${unwatched(where)}) as are`);
  return row?.are === true;
}

/**
 * Puts them under watch, with the sums that they have where they were under watch before. Whoever writes watches that are
 * not there yet writes them in the order of networks and addresses, and waits for another's in that order.
 */
export async function watchOpenSessions(tx: Tx, where: { chainId: number; livemode: boolean }): Promise<void> {
  await tx.execute(sql`
    insert into native_watches (chain_id, address, number, checked_number, is_open)
    select c.chain_id, s.address, start.number, start.number, true
    from (${unwatched(where)}) s
    join network_cursors c on c.chain_id = ${where.chainId} and c.number is not null
    cross join lateral (select coalesce(${KNOWN_BEFORE("c")}, c.number) as number) start
    order by s.address
    on conflict (chain_id, address) do update
    set is_open = true, next_at = null, number = coalesce(native_watches.number, excluded.number),
      checked_number = coalesce(native_watches.checked_number, excluded.checked_number)`);
}

/**
 * The same for sessions that have just stopped waiting, perhaps before any scan of a network met them: the next check
 * there looks at each once, and gives it its pace.
 */
export async function watchEndedSessions(
  tx: Tx,
  { ids, chainIds }: { ids: readonly string[]; chainIds: readonly number[] },
): Promise<void> {
  if (ids.length === 0) return;
  const ended = sql`
    select c.chain_id, lower(s.address) as address, coalesce(${KNOWN_BEFORE("c")}, c.number) as number
    from checkout_sessions s
    join network_cursors c on c.chain_id = any(${`{${chainIds.join()}}`}::integer[]) and c.number is not null
    where s.id = any(${`{${ids.join()}}`}::text[])`;
  await tx.execute(sql`
    insert into native_watches (chain_id, address, number, checked_number, is_open)
    select chain_id, address, number, number, true from (${ended}) ended
    order by chain_id, address
    on conflict do nothing`);
  // A row that somebody else has locked is just being compared, or taken back: it has its pace.
  await tx.execute(sql`
    update native_watches w set is_open = true
    from (
      select n.chain_id, n.address from native_watches n join (${ended}) ended using (chain_id, address)
      where not n.is_open and n.next_at is null and n.checked_number is not null
      for update of n skip locked) idle
    where w.chain_id = idle.chain_id and w.address = idle.address`);
}

/** Puts a wallet's free addresses under watch before anybody has them: what they hold now will never be a payment. */
export async function watchFreeAddresses(
  tx: Tx,
  { walletId, chainIds }: { walletId: string; chainIds: readonly number[] },
): Promise<void> {
  await tx.execute(sql`
    insert into native_watches (chain_id, address, next_at)
    select n.chain_id::integer, a.address, to_timestamp(0)
    from receive_addresses a
    cross join jsonb_array_elements_text(${JSON.stringify(chainIds)}::jsonb) as n(chain_id)
    where a.wallet_id = ${walletId} and a.session_id is null
      and not exists (select 1 from native_watches w where w.chain_id = n.chain_id::integer and w.address = a.address)
    order by 1, 2
    on conflict do nothing`);
}

/** Where the sums of a watch begin whose balance there is still to be read: as written, or lower since a reorg. */
const START = sql`
  least(w.number, (
    select ${KNOWN_BEFORE("w")} from receive_addresses r join checkout_sessions s on s.id = r.session_id
    where r.address = w.address))`;

/**
 * Addresses to compare at block `at`: those of open sessions with every new block, the longest unchecked first; the rest
 * of the room, and a tenth in any case, for those whose hour has come, and as much for those that were put behind. Under the
 * network's lease: no reorg comes between.
 */
export async function findDueWatches(
  db: Tx,
  { chainId, at, now, limit }: { chainId: number; at: number; now: number; limit: number },
): Promise<NativeWatch[]> {
  const rows = await db.execute<{
    address: string;
    start: string | null;
    balance: string | null;
    checked_number: string | null;
    turn: "open" | "behind" | "closed";
  }>(sql`
    select w.*, case when balance is null then ${START} else number end as start from (
      (select chain_id, address, number, balance, checked_number, 'open' as turn from native_watches
       where chain_id = ${chainId} and is_open and next_at is null and checked_number < ${at}
       order by checked_number limit ${limit})
      union all
      (select chain_id, address, number, balance, checked_number, 'behind' from native_watches
       where chain_id = ${chainId} and is_open and next_at is not null and checked_number < ${at}
       order by next_at limit ${limit})
      union all
      (select chain_id, address, number, balance, checked_number, 'closed' from native_watches
       where chain_id = ${chainId} and not is_open and next_at <= ${new Date(now).toISOString()}::timestamptz
       order by next_at limit ${limit})
    ) w`);
  const of = (turn: string) => rows.filter((row) => row.turn === turn);
  const [open, behind, closed] = [of("open"), of("behind"), of("closed")];
  const share = Math.ceil(limit / 10);
  const shares = [...behind.slice(0, share), ...closed.slice(0, share)];
  const first = open.slice(0, Math.max(1, limit - shares.length));
  const due = [...first, ...shares, ...closed.slice(share), ...behind.slice(share)].slice(0, limit);
  return due.map(({ address, start, balance, checked_number }) => {
    const checked = balance === null ? start : checked_number;
    return {
      address,
      number: start === null ? null : Number(start),
      balance: balance === null ? null : BigInt(balance),
      checkedNumber: checked === null ? null : Number(checked),
    };
  });
}

/** These wait for something that they share with no other: they come after the others next time, each in its turn. */
export async function putBehind(
  tx: Tx,
  { chainId, addresses, now }: { chainId: number; addresses: readonly string[]; now: number },
): Promise<void> {
  if (addresses.length === 0) return;
  await tx.execute(sql`
    update native_watches w set next_at = ${new Date(now).toISOString()}::timestamptz
    from (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb) as address) given
    where w.chain_id = ${chainId} and w.address = given.address`);
}

/** A canonical fact about the native coin of an address: what it gained, or lost, in a block. */
export type NativeFact = {
  readonly address: string;
  readonly number: number;
  /** Below 0: it left. */
  readonly amount: bigint;
  /** Place of the transfer in its block, or null for what left. */
  readonly key: string | null;
  /** Of what only a balance showed: it happened above this block, at `number` at the latest. */
  readonly cameAfter?: number;
};

export async function loadNativeFacts(
  db: Tx,
  { chainId, addresses }: { chainId: number; addresses: readonly string[] },
): Promise<NativeFact[]> {
  const rows = await db.execute<{
    address: string;
    number: string;
    amount: string;
    key: string | null;
    came_after: string | null;
  }>(sql`
    with given as (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb) as address)
    select given.address, t.block_number as number, t.amount, coalesce(t.tx_hash, '') || ' ' || t.position as key,
      case when t.tx_hash is null then coalesce(t.came_after, 0) end as came_after
    from given
    join transfers t on t.to = given.address and t.chain_id = ${chainId} and t.asset = 'native'
    join blocks b on b.chain_id = t.chain_id and b.hash = t.block_hash and b.orphaned_at is null
    union all
    select given.address, o.block_number, -o.amount, null, case when not o.is_logged then coalesce(o.came_after, 0) end
    from given
    join native_outflows o on o.address = given.address and o.chain_id = ${chainId}
    join blocks b on b.chain_id = o.chain_id and b.hash = o.block_hash and b.orphaned_at is null`);
  return rows.map(({ address, number, amount, key, came_after }) => {
    const fact = { address, number: Number(number), amount: BigInt(amount), key };
    return came_after === null ? fact : { ...fact, cameAfter: Number(came_after) };
  });
}

/** What a check found out of one address. */
export type Checked = {
  readonly address: string;
  readonly number: number;
  readonly balance: bigint;
  readonly checkedNumber: number;
  /** Time of that block, epoch milliseconds; null: there is more to be found above it. */
  readonly checkedTime: number | null;
};

/**
 * Writes that down, and when each is looked at again, by what its session has become: while it waits for money with every
 * block; for ten minutes after its last change, when customers who are late or pay twice do, each five seconds; in grace
 * each minute, then hourly, then daily; what belongs to no session, never. A check that was not finished goes on in the
 * next tick. One statement, so that each row is written once: of all that a tick writes, these are by far the most.
 */
export async function writeChecked(
  tx: Tx,
  { chainId, checked, now }: { chainId: number; checked: readonly Checked[]; now: number },
): Promise<void> {
  const rows = JSON.stringify(checked.map((one) => ({ ...one, balance: one.balance.toString() })));
  const at = sql`${new Date(now).toISOString()}::timestamptz`;
  await tx.execute(sql`
    update native_watches w
    set number = g.number, balance = g.balance, checked_number = g."checkedNumber",
      checked_time = to_timestamp(g."checkedTime"::numeric / 1000),
      is_open = g."checkedTime" is null or coalesce(s.look_at is not null or s.confirming, false),
      next_at = case
        when g."checkedTime" is null or s.id is null or s.look_at is not null or s.confirming then null
        when s.updated_at > ${at} - interval '10 minutes' then ${at} + interval '5 seconds'
        when s.grace_until > ${at} then ${at} + interval '1 minute'
        when s.created_at > ${at} - interval '30 days' then ${at} + interval '1 hour'
        else ${at} + interval '1 day'
      end
    from jsonb_to_recordset(${rows}::jsonb)
      as g(address text, number bigint, balance numeric, "checkedNumber" bigint, "checkedTime" bigint)
    left join receive_addresses r on r.address = g.address
    left join checkout_sessions s on s.id = r.session_id
    where w.chain_id = ${chainId} and w.address = g.address`);
}

/**
 * Facts about these addresses were added in blocks that had been compared: they are compared again, from the beginning, since
 * what left may have hidden what came before it.
 */
export async function recheckFrom(tx: Tx, { chainId, places }: { chainId: number; places: readonly Place[] }): Promise<void> {
  await tx.execute(sql`
    update native_watches w
    set checked_number = w.number, checked_time = null, is_open = true, next_at = null
    from (
      select address, min(number) as lowest from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p(address text, number bigint)
      group by address) given
    where w.chain_id = ${chainId} and w.address = given.address and w.number is not null and w.checked_number >= given.lowest`);
}

/**
 * A reorg took the blocks above away: what was read there is read again at once, also of sessions that were settled. From the
 * beginning: what left in those blocks may have hidden what came in one that stayed.
 */
export async function rewindWatches(tx: Tx, { chainId, above }: { chainId: number; above: number }): Promise<void> {
  await tx.execute(sql`
    update native_watches
    set balance = case when number > ${above} then null else balance end, number = least(number, ${above}),
      checked_number = least(number, ${above}), checked_time = null, is_open = true, next_at = null
    where chain_id = ${chainId} and checked_number > ${above}`);
}
