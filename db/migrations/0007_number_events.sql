-- Numbers and renders what was committed, in one round trip (lib/services/number-events.ts). Each statement of a volatile
-- function sees what was committed when it began: only a reader that already holds the counter's lock sees the numbers
-- which the last holder gave. One statement that locks and reads would take its snapshot before it waits for the lock,
-- count those events again and leave a gap. Counters are locked in one order, so that two at once never wait in a circle.
create function number_events(batch integer) returns table (total integer, most integer) language plpgsql volatile as $$
declare
  scope record;
  rendered integer;
begin
  total := 0;
  most := 0;
  for scope in
    select distinct merchant_id, livemode from events
    where sequence is null and (type <> 'webhook.test' or body is null) order by merchant_id, livemode
  loop
    insert into event_sequences (merchant_id, livemode, last) values (scope.merchant_id, scope.livemode, 0)
    on conflict (merchant_id, livemode) do update set last = event_sequences.last;
    with waiting as (
      select id, position, type = 'webhook.test' as unnumbered from events
      where merchant_id = scope.merchant_id and livemode = scope.livemode
        and sequence is null and (type <> 'webhook.test' or body is null)
      order by position limit batch
    ), counted as (
      select id, unnumbered, count(*) filter (where not unnumbered) over (order by position) as place from waiting
    ), counter as (
      update event_sequences set last = last + (select count(*) from waiting where not unnumbered)
      where merchant_id = scope.merchant_id and livemode = scope.livemode
      returning last - (select count(*) from waiting where not unnumbered) as before
    ), numbered as (
      select id, case when not unnumbered then counter.before + place end as sequence from counted, counter
    )
    update events e set
      sequence = n.sequence,
      body = case when e.type = 'webhook.test' or exists (select from deliveries d where d.event_id = e.id)
        then event_body(e.id, e.type, e.livemode, e.created_at, n.sequence, e.data, e.detail) end
    from numbered n where e.id = n.id;
    get diagnostics rendered = row_count;
    most := greatest(most, rendered);
    total := total + rendered;
  end loop;
  return next;
end $$;
