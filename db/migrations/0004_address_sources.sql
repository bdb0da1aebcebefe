CREATE TABLE "address_sources" (
	"family" text NOT NULL,
	"fingerprint" text NOT NULL,
	"next_index" integer NOT NULL,
	CONSTRAINT "address_sources_family_fingerprint_pk" PRIMARY KEY("family","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "wallets" DROP CONSTRAINT "wallets_fingerprint";--> statement-breakpoint
DROP INDEX "receive_addresses_address";--> statement-breakpoint
DROP INDEX "wallets_merchant";--> statement-breakpoint
CREATE UNIQUE INDEX "wallets_xpub" ON "wallets" USING btree ("family","fingerprint") WHERE "wallets"."kind" = 'xpub';--> statement-breakpoint
CREATE UNIQUE INDEX "wallets_active" ON "wallets" USING btree ("merchant_id","livemode","family") WHERE "wallets"."active";--> statement-breakpoint
ALTER TABLE "wallets" DROP COLUMN "next_index";--> statement-breakpoint
ALTER TABLE "receive_addresses" ADD CONSTRAINT "receive_addresses_address" UNIQUE("address");--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_fingerprint" UNIQUE("merchant_id","livemode","family","fingerprint");