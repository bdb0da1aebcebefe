CREATE TABLE "acceptances" (
	"session_id" text PRIMARY KEY NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "address_sources" (
	"family" text NOT NULL,
	"fingerprint" text NOT NULL,
	"next_index" integer NOT NULL,
	CONSTRAINT "address_sources_family_fingerprint_pk" PRIMARY KEY("family","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"chain_id" integer NOT NULL,
	"hash" text NOT NULL,
	"number" bigint NOT NULL,
	"parent_hash" text NOT NULL,
	"time" timestamp (3) with time zone NOT NULL,
	"serial" bigserial NOT NULL,
	"orphaned_at" bigint,
	CONSTRAINT "blocks_chain_id_hash_pk" PRIMARY KEY("chain_id","hash")
);
--> statement-breakpoint
CREATE TABLE "checkout_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"link_id" text,
	"visitor_hash" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"price_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"chain_id" integer NOT NULL,
	"asset" text NOT NULL,
	"address" text NOT NULL,
	"hold_blocks" integer NOT NULL,
	"start_serials" jsonb NOT NULL,
	"deactivated_at" timestamp (3) with time zone,
	"status" text NOT NULL,
	"flags" text[] NOT NULL,
	"received" numeric(78, 0) NOT NULL,
	"remaining" numeric(78, 0) NOT NULL,
	"overpaid" numeric(78, 0) NOT NULL,
	"completing_id" text,
	"tx_hash" text,
	"paid_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"grace_until" timestamp (3) with time zone NOT NULL,
	"confirming" boolean DEFAULT false NOT NULL,
	"look_at" timestamp (3) with time zone,
	"description" text,
	"metadata" jsonb NOT NULL,
	"success_url" text,
	"success_message" text,
	"cancel_url" text,
	"return_url" text,
	"customer_email" text,
	"client_reference_id" text,
	"holds_reference" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"endpoint_id" text NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"earlier_attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_once" UNIQUE("event_id","endpoint_id")
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"delivery_id" text NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"status_code" integer,
	"latency_ms" integer,
	"error" text,
	"answer" text,
	CONSTRAINT "delivery_attempts_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "event_sequences" (
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "event_sequences_merchant_id_livemode_pk" PRIMARY KEY("merchant_id","livemode")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"type" text NOT NULL,
	"session_id" text,
	"key" text NOT NULL,
	"detail" jsonb NOT NULL,
	"data" json NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"position" bigserial NOT NULL,
	"sequence" bigint,
	"body" text
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"answer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_merchant_id_livemode_key_pk" PRIMARY KEY("merchant_id","livemode","key")
);
--> statement-breakpoint
CREATE TABLE "merchants" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"support_email" text,
	"policy" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "native_outflows" (
	"chain_id" integer NOT NULL,
	"block_hash" text NOT NULL,
	"address" text NOT NULL,
	"block_number" bigint NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	CONSTRAINT "native_outflows_chain_id_block_hash_address_pk" PRIMARY KEY("chain_id","block_hash","address"),
	CONSTRAINT "native_outflows_amount" CHECK ("native_outflows"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "native_watches" (
	"chain_id" integer NOT NULL,
	"address" text NOT NULL,
	"number" bigint,
	"balance" numeric(78, 0),
	"checked_number" bigint,
	"checked_time" timestamp (3) with time zone,
	"is_open" boolean DEFAULT false NOT NULL,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "native_watches_chain_id_address_pk" PRIMARY KEY("chain_id","address")
);
--> statement-breakpoint
CREATE TABLE "network_cursors" (
	"chain_id" integer PRIMARY KEY NOT NULL,
	"number" bigint,
	"hash" text,
	"time" timestamp (3) with time zone,
	"passed_time" timestamp (3) with time zone,
	"stalled" boolean DEFAULT false NOT NULL,
	"lease_holder" text,
	"lease_until" timestamp (3) with time zone,
	"fence" bigint DEFAULT 0 NOT NULL,
	"problem" text,
	"problem_since" timestamp (3) with time zone,
	"scanned_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "payment_links" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"description" text,
	"image_url" text,
	"amount_type" text NOT NULL,
	"fiat_minor" bigint,
	"min_minor" bigint,
	"max_minor" bigint,
	"currency" text NOT NULL,
	"success_url" text,
	"success_message" text,
	"cancel_url" text,
	"active" boolean DEFAULT true NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"collect_email" boolean DEFAULT false NOT NULL,
	"max_payments" integer,
	"expires_in" integer,
	"payment_methods" jsonb,
	"metadata" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "payment_links_slug_unique" UNIQUE("slug"),
	CONSTRAINT "payment_links_scope" UNIQUE("id","merchant_id","livemode")
);
--> statement-breakpoint
CREATE TABLE "receive_addresses" (
	"wallet_id" text NOT NULL,
	"index" integer NOT NULL,
	"address" text NOT NULL,
	"session_id" text,
	"reserved_by" text,
	"reserved_until" timestamp (3) with time zone,
	CONSTRAINT "receive_addresses_wallet_id_index_pk" PRIMARY KEY("wallet_id","index"),
	CONSTRAINT "receive_addresses_address" UNIQUE("address")
);
--> statement-breakpoint
CREATE TABLE "session_quotes" (
	"session_id" text NOT NULL,
	"number" smallint NOT NULL,
	"chain_id" integer NOT NULL,
	"asset" text NOT NULL,
	"position" smallint NOT NULL,
	"address" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"grace_until" timestamp (3) with time zone NOT NULL,
	"tolerance_under" bigint NOT NULL,
	"tolerance_over" bigint NOT NULL,
	"dust" bigint NOT NULL,
	"due" numeric(78, 0) NOT NULL,
	"min_due" numeric(78, 0) NOT NULL,
	"max_ok" numeric(78, 0) NOT NULL,
	"confirmations" integer NOT NULL,
	"rate" json NOT NULL,
	CONSTRAINT "session_quotes_session_id_number_chain_id_asset_pk" PRIMARY KEY("session_id","number","chain_id","asset"),
	CONSTRAINT "session_quotes_due" CHECK ("session_quotes"."due" > 0)
);
--> statement-breakpoint
CREATE TABLE "settlements" (
	"session_id" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"completing_id" text,
	"tx_hash" text,
	"counted_ids" text[] NOT NULL,
	"over" boolean NOT NULL,
	"paid_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"chain_id" integer NOT NULL,
	"block_hash" text NOT NULL,
	"block_number" bigint NOT NULL,
	"block_time" timestamp (3) with time zone NOT NULL,
	"tx_hash" text,
	"position" text NOT NULL,
	"order" bigint NOT NULL,
	"kind" text NOT NULL,
	"asset" text NOT NULL,
	"amount" numeric(78, 0) NOT NULL,
	"from" text,
	"to" text NOT NULL,
	"session_id" text,
	"fiat_at_receipt" bigint,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "transfers_identity" UNIQUE NULLS NOT DISTINCT("chain_id","block_hash","tx_hash","position"),
	CONSTRAINT "transfers_amount" CHECK ("transfers"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"family" text NOT NULL,
	"kind" text NOT NULL,
	"treasury" text,
	"xpub_sealed" text,
	"fingerprint" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "wallets_fingerprint" UNIQUE("merchant_id","livemode","family","fingerprint"),
	CONSTRAINT "wallets_one_source" CHECK (("wallets"."kind" = 'treasury') = ("wallets"."treasury" is not null) and ("wallets"."kind" = 'xpub') = ("wallets"."xpub_sealed" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"description" text,
	"active" boolean DEFAULT true NOT NULL,
	"disabled_reason" text,
	"secret_sealed" text NOT NULL,
	"secret_prefix" text NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "acceptances" ADD CONSTRAINT "acceptances_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD CONSTRAINT "checkout_sessions_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkout_sessions" ADD CONSTRAINT "checkout_sessions_link_id_merchant_id_livemode_payment_links_id_merchant_id_livemode_fk" FOREIGN KEY ("link_id","merchant_id","livemode") REFERENCES "public"."payment_links"("id","merchant_id","livemode") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_sequences" ADD CONSTRAINT "event_sequences_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "native_outflows" ADD CONSTRAINT "native_outflows_chain_id_block_hash_blocks_chain_id_hash_fk" FOREIGN KEY ("chain_id","block_hash") REFERENCES "public"."blocks"("chain_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_links" ADD CONSTRAINT "payment_links_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receive_addresses" ADD CONSTRAINT "receive_addresses_wallet_id_wallets_id_fk" FOREIGN KEY ("wallet_id") REFERENCES "public"."wallets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_quotes" ADD CONSTRAINT "session_quotes_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlements" ADD CONSTRAINT "settlements_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_chain_id_block_hash_blocks_chain_id_hash_fk" FOREIGN KEY ("chain_id","block_hash") REFERENCES "public"."blocks"("chain_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_merchant" ON "api_keys" USING btree ("merchant_id","livemode");--> statement-breakpoint
CREATE UNIQUE INDEX "blocks_canonical" ON "blocks" USING btree ("chain_id","number") WHERE "blocks"."orphaned_at" is null;--> statement-breakpoint
CREATE INDEX "blocks_number" ON "blocks" USING btree ("chain_id","number");--> statement-breakpoint
CREATE INDEX "blocks_serial" ON "blocks" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "checkout_sessions_list" ON "checkout_sessions" USING btree ("merchant_id","livemode","created_at","id");--> statement-breakpoint
CREATE INDEX "checkout_sessions_confirming" ON "checkout_sessions" USING btree ("id") WHERE "checkout_sessions"."confirming";--> statement-breakpoint
CREATE INDEX "checkout_sessions_look_at" ON "checkout_sessions" USING btree ("look_at") WHERE "checkout_sessions"."look_at" is not null;--> statement-breakpoint
CREATE INDEX "checkout_sessions_visitor" ON "checkout_sessions" USING btree ("link_id","visitor_hash") WHERE "checkout_sessions"."visitor_hash" is not null;--> statement-breakpoint
CREATE INDEX "checkout_sessions_link" ON "checkout_sessions" USING btree ("link_id","status") WHERE "checkout_sessions"."link_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "checkout_sessions_reference" ON "checkout_sessions" USING btree ("merchant_id","livemode","client_reference_id") WHERE "checkout_sessions"."holds_reference";--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("endpoint_id","next_attempt_at") WHERE "deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "deliveries_endpoint" ON "deliveries" USING btree ("endpoint_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "events_key" ON "events" USING btree ("session_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "events_sequence" ON "events" USING btree ("merchant_id","livemode","sequence");--> statement-breakpoint
CREATE INDEX "events_waiting" ON "events" USING btree ("merchant_id","livemode","position") WHERE sequence is null and (type <> 'webhook.test' or body is null);--> statement-breakpoint
CREATE INDEX "events_list" ON "events" USING btree ("merchant_id","livemode","created_at","id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "native_outflows_address" ON "native_outflows" USING btree ("address","chain_id");--> statement-breakpoint
CREATE INDEX "native_watches_open" ON "native_watches" USING btree ("chain_id","checked_number") WHERE "native_watches"."is_open";--> statement-breakpoint
CREATE INDEX "native_watches_due" ON "native_watches" USING btree ("chain_id","next_at") WHERE not "native_watches"."is_open" and "native_watches"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "native_watches_checked" ON "native_watches" USING btree ("chain_id","checked_number");--> statement-breakpoint
CREATE INDEX "payment_links_list" ON "payment_links" USING btree ("merchant_id","livemode","created_at","id");--> statement-breakpoint
CREATE INDEX "receive_addresses_free" ON "receive_addresses" USING btree ("wallet_id","index") WHERE "receive_addresses"."session_id" is null;--> statement-breakpoint
CREATE INDEX "transfers_session" ON "transfers" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "transfers_tx" ON "transfers" USING btree ("tx_hash");--> statement-breakpoint
CREATE INDEX "transfers_native" ON "transfers" USING btree ("to","chain_id") WHERE "transfers"."asset" = 'native';--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "wallets_xpub" ON "wallets" USING btree ("family","fingerprint") WHERE "wallets"."kind" = 'xpub';--> statement-breakpoint
CREATE UNIQUE INDEX "wallets_active" ON "wallets" USING btree ("merchant_id","livemode","family") WHERE "wallets"."active";--> statement-breakpoint
CREATE INDEX "webhook_endpoints_merchant" ON "webhook_endpoints" USING btree ("merchant_id","livemode");