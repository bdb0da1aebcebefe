ALTER TABLE "settlements" ALTER COLUMN "completing_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "settlements" ALTER COLUMN "tx_hash" DROP NOT NULL;