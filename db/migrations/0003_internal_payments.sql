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
ALTER TABLE "transfers" DROP CONSTRAINT "transfers_identity";--> statement-breakpoint
ALTER TABLE "transfers" ALTER COLUMN "tx_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "transfers" ALTER COLUMN "from" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "native_outflows" ADD CONSTRAINT "native_outflows_chain_id_block_hash_blocks_chain_id_hash_fk" FOREIGN KEY ("chain_id","block_hash") REFERENCES "public"."blocks"("chain_id","hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "native_outflows_address" ON "native_outflows" USING btree ("address","chain_id");--> statement-breakpoint
CREATE INDEX "native_watches_open" ON "native_watches" USING btree ("chain_id","checked_number") WHERE "native_watches"."is_open";--> statement-breakpoint
CREATE INDEX "native_watches_due" ON "native_watches" USING btree ("chain_id","next_at") WHERE not "native_watches"."is_open" and "native_watches"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "native_watches_checked" ON "native_watches" USING btree ("chain_id","checked_number");--> statement-breakpoint
CREATE UNIQUE INDEX "blocks_serial" ON "blocks" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "transfers_native" ON "transfers" USING btree ("to","chain_id") WHERE "transfers"."asset" = 'native';--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_identity" UNIQUE NULLS NOT DISTINCT("chain_id","block_hash","tx_hash","position");