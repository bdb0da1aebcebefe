ALTER TABLE "native_outflows" ADD COLUMN "is_logged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "native_outflows" ADD COLUMN "came_after" bigint;--> statement-breakpoint
ALTER TABLE "transfers" ADD COLUMN "came_after" bigint;--> statement-breakpoint
ALTER TABLE "native_outflows" DROP CONSTRAINT "native_outflows_chain_id_block_hash_address_pk";--> statement-breakpoint
ALTER TABLE "native_outflows" ADD CONSTRAINT "native_outflows_chain_id_block_hash_address_is_logged_pk" PRIMARY KEY("chain_id","block_hash","address","is_logged");
