ALTER TABLE "transfers" ALTER COLUMN "order" SET DATA TYPE bigint;--> statement-breakpoint
CREATE INDEX "blocks_number" ON "blocks" USING btree ("chain_id","number");