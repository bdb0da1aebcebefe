DROP INDEX "events_list";--> statement-breakpoint
CREATE INDEX "events_list" ON "events" USING btree ("merchant_id","livemode","created_at","position");