DROP INDEX "checkout_sessions_reference";--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD COLUMN "holds_reference" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "checkout_sessions_reference" ON "checkout_sessions" USING btree ("merchant_id","livemode","client_reference_id") WHERE "checkout_sessions"."holds_reference";