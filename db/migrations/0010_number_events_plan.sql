-- Each event is found by an index, and every call is planned anew (db/queries/plan-by-index.ts).
alter function number_events(integer) set plan_cache_mode = force_custom_plan;--> statement-breakpoint
alter function number_events(integer) set enable_seqscan = off;--> statement-breakpoint
alter function number_events(integer) set enable_hashjoin = off;--> statement-breakpoint
alter function number_events(integer) set enable_mergejoin = off;--> statement-breakpoint
alter function number_events(integer) set jit = off;
