DROP INDEX "deliveries_due";--> statement-breakpoint
DROP INDEX "events_unrendered";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "earlier_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("endpoint_id","next_attempt_at") WHERE "deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "events_unrendered" ON "events" USING btree ("merchant_id","livemode","position") WHERE "events"."body" is null;