-- Numbering, claiming and recording as functions, each one round trip. Where somebody waits for them their plans are made once a
-- connection and kept: to plan such a statement takes several times what it takes to run it. A kept plan may be older than all
-- statistics, so none of those leaves a choice: they join by lateral subqueries that end with a `limit`, find rows by an index,
-- in its order, or by `any` of an array (lib/services/delivery-plans.integration.test.ts). The others are planned anew.
--
-- Each statement of a volatile function sees what was committed when it began: only a reader that already holds the counter's
-- lock sees the numbers which the last holder gave. One statement that locks and reads would take its snapshot before it waits
-- for the lock, count those events again and leave a gap. Counters are locked in one order, so that two at once never wait in a
-- circle.
create or replace function number_events(batch integer) returns table (total integer, most integer) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
set enable_mergejoin = off set enable_material = off set enable_sort = off set jit = off as $$
declare
  scope record;
  event record;
  given bigint;
  rendered integer;
begin
  total := 0;
  most := 0;
  -- Two indexes can tell this, and only statistics know that one of them is almost always empty.
  for scope in execute
    'select distinct merchant_id, livemode from events
     where sequence is null and (type <> ''webhook.test'' or body is null) order by merchant_id, livemode'
  loop
    insert into event_sequences (merchant_id, livemode, last) values (scope.merchant_id, scope.livemode, 0)
    on conflict (merchant_id, livemode) do update set last = event_sequences.last
    returning last into given;
    rendered := 0;
    for event in
      select id, type from events
      where merchant_id = scope.merchant_id and livemode = scope.livemode
        and sequence is null and (type <> 'webhook.test' or body is null)
      order by position limit batch
    loop
      rendered := rendered + 1;
      if event.type = 'webhook.test' then
        update events set body = event_body(id, type, livemode, created_at, null, data, detail) where id = event.id;
      else
        given := given + 1;
        update events set sequence = given,
          body = case when (select true from deliveries d where d.event_id = event.id limit 1)
            then event_body(id, type, livemode, created_at, given, data, detail) end
        where id = event.id;
      end if;
    end loop;
    update event_sequences set last = given where merchant_id = scope.merchant_id and livemode = scope.livemode;
    most := greatest(most, rendered);
    total := total + rendered;
  end loop;
  return next;
end $$;--> statement-breakpoint
-- `waiting` hops through the index from one endpoint to the next, so a long queue of one costs the others nothing.
create function claim_deliveries(
  as_of timestamptz, leased_until timestamptz, room integer, share integer, most_attempts integer, busy json, is_durable boolean
) returns table (
  id text, number integer, scheduled integer, event_id text, body text, endpoint_id text, url text, secret_sealed text,
  previous_secret_sealed text, livemode boolean, "position" bigint
) language plpgsql volatile
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off
set enable_mergejoin = off set enable_material = off set enable_sort = off set jit = off as $$
#variable_conflict use_column
declare
  living text[];
  dead text[];
begin
  -- Nobody waits for the disk: a claim that the database's own crash loses is a claim that was never made.
  if not is_durable then
    perform set_config('synchronous_commit', 'off', true);
  end if;
  with recursive waiting (endpoint_id) as (
    (select endpoint_id from deliveries where status = 'pending' order by endpoint_id limit 1)
    union all
    select (
      select d.endpoint_id from deliveries d
      where d.status = 'pending' and d.endpoint_id > w.endpoint_id order by d.endpoint_id limit 1
    ) from waiting w where w.endpoint_id is not null
  ), turn as (
    select w.id, w.active,
      share - coalesce((select b.count from json_to_recordset(busy) b(endpoint_id text, count int) where b.endpoint_id = w.id), 0) as free
    from waiting cross join lateral (select id, active from webhook_endpoints where id = waiting.endpoint_id limit 1) w
    order by random()
  ), due as (
    select d.id, turn.active and d.attempts - d.earlier_attempts < most_attempts as alive
    from turn cross join lateral (
      select d.id, d.attempts, d.earlier_attempts from deliveries d
      where d.endpoint_id = turn.id and d.status = 'pending' and d.next_attempt_at <= as_of
        and (d.lease_until is null or d.lease_until <= as_of)
        and (select e.body is not null from events e where e.id = d.event_id)
      order by d.next_attempt_at limit greatest(turn.free, 0) for update of d skip locked
    ) d
    limit room
  )
  select array_agg(due.id) filter (where alive), array_agg(due.id) filter (where not alive) into living, dead from due;
  if dead is not null then
    update deliveries d set status = 'abandoned', lease_until = null where d.id = any (dead);
  end if;
  if living is null then
    return;
  end if;
  update deliveries d set attempts = d.attempts + 1, lease_until = leased_until where d.id = any (living);
  insert into delivery_attempts (delivery_id, number, started_at)
  select d.id, d.attempts, as_of from deliveries d where d.id = any (living);
  return query
  select d.id, d.attempts, d.attempts - d.earlier_attempts, d.event_id, e.body, d.endpoint_id, w.url, w.secret_sealed,
    case when w.previous_secret_until > as_of then w.previous_secret_sealed end, d.livemode, e.position
  from deliveries d
  cross join lateral (select body, position from events where id = d.event_id limit 1) e
  cross join lateral (select * from webhook_endpoints where id = d.endpoint_id limit 1) w
  where d.id = any (living);
end $$;--> statement-breakpoint
-- Rows are locked in the order of their ids, as everywhere more than one delivery is written: no deadlock.
create function record_attempts(given json) returns void language plpgsql volatile
set plan_cache_mode = force_custom_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
set jit = off as $$
begin
  with ended as (
    select * from json_to_recordset(given) as r(delivery_id text, number int,
      ended_at timestamptz, status_code int, latency_ms int, error text, answer text, step text, next_at timestamptz)
  ), locked as (
    select r.* from (select * from ended order by delivery_id) r
    cross join lateral (select from deliveries where id = r.delivery_id for no key update) d
  ), recorded as (
    update delivery_attempts a set ended_at = r.ended_at, status_code = r.status_code, latency_ms = r.latency_ms,
      error = r.error, answer = r.answer
    from ended r where a.delivery_id = r.delivery_id and a.number = r.number
  )
  update deliveries d set
    status = case r.step when 'delivered' then 'delivered' when 'retry' then d.status else 'abandoned' end,
    next_attempt_at = coalesce(r.next_at, d.next_attempt_at),
    lease_until = null,
    delivered_at = case r.step when 'delivered' then r.ended_at else d.delivered_at end
  from locked r
  where d.id = r.delivery_id and (r.step = 'delivered' or (d.attempts = r.number and d.status = 'pending'));
end $$;
