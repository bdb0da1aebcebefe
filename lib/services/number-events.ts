import type { Database } from "@/db/client";
import type { Scope } from "@/db/queries/scope";

type Sql = Database["sql"];

/** Events of one merchant and mode that one transaction numbers. */
const BATCH = 500;

/**
 * Gives every committed event its number and its bytes (docs/decisions/0005). Numbers have no gap and no repeat per
 * merchant and mode, whatever the writers do and however many processes number at once; `webhook.test` takes none.
 *
 * @returns how many events were rendered
 */
export async function numberEvents({ sql }: Database): Promise<number> {
  let rendered = 0;
  for (const scope of await scopesWaiting(sql)) {
    let batch: number;
    do {
      batch = await numberBatch(sql, scope);
      rendered += batch;
    } while (batch === BATCH);
  }
  return rendered;
}

async function scopesWaiting(sql: Sql): Promise<readonly Scope[]> {
  return sql<Scope[]>`select distinct merchant_id as "merchantId", livemode from events
    where sequence is null and (type <> 'webhook.test' or body is null)`;
}

/**
 * Two statements, because each sees what was committed when it began: only a reader that already holds the counter's
 * lock sees the numbers which the last holder gave. One statement that locks and reads would take its snapshot before
 * it waits for the lock, count those events again and leave a gap. They are sent together: no round trip while locked.
 *
 * The event object is rendered (`event_body`) only where somebody asked for it: deliveries are written with their event.
 */
async function numberBatch(sql: Sql, { merchantId, livemode }: Scope): Promise<number> {
  const [, rendered] = await sql.begin((tx) => [
    tx`
      insert into event_sequences (merchant_id, livemode, last) values (${merchantId}, ${livemode}, 0)
      on conflict (merchant_id, livemode) do update set last = event_sequences.last`,
    tx`
      with waiting as (
        select id, position, type = 'webhook.test' as unnumbered from events
        where merchant_id = ${merchantId} and livemode = ${livemode}
          and sequence is null and (type <> 'webhook.test' or body is null)
        order by position limit ${BATCH}
      ), counted as (
        select id, unnumbered, count(*) filter (where not unnumbered) over (order by position) as place from waiting
      ), counter as (
        update event_sequences set last = last + (select count(*) from waiting where not unnumbered)
        where merchant_id = ${merchantId} and livemode = ${livemode}
        returning last - (select count(*) from waiting where not unnumbered) as before
      ), numbered as (
        select id, case when not unnumbered then counter.before + place end as sequence from counted, counter
      )
      update events e set
        sequence = n.sequence,
        body = case when e.type = 'webhook.test' or exists (select from deliveries d where d.event_id = e.id)
          then event_body(e.id, e.type, e.livemode, e.created_at, n.sequence, e.data, e.detail) end
      from numbered n where e.id = n.id`,
  ]);
  return rendered.count;
}
