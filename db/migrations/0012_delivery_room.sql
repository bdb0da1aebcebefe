-- A delivery is claimed and recorded soon after it is written, and so is its attempt: room in their pages lets those changes
-- stay in the page and, where no index tells of what changes, leave the indexes alone.
alter table deliveries set (fillfactor = 45);--> statement-breakpoint
alter table delivery_attempts set (fillfactor = 50);
