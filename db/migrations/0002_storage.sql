-- An event's session is written once, read once or twice, and is a few kilobytes: kept in its row, neither compressed nor
-- moved out, it costs a fifth of the time of creating a session less.
alter table events set (toast_tuple_target = 8160);
--> statement-breakpoint
-- A pooled address is reserved before it is used: room in its page lets that change leave the indexes alone.
alter table receive_addresses set (fillfactor = 70);
