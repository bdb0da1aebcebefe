CREATE TABLE "pictures" (
	"url" text PRIMARY KEY NOT NULL,
	"hash" text,
	"type" text,
	"width" integer,
	"height" integer,
	"bytes" "bytea",
	"next_at" timestamp (3) with time zone NOT NULL,
	"problem" text,
	CONSTRAINT "pictures_whole" CHECK (("pictures"."hash" is null) = ("pictures"."bytes" is null))
);
--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "support_url" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "support_text" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "accent_color" text;--> statement-breakpoint
ALTER TABLE "merchants" ADD COLUMN "logo_url" text;--> statement-breakpoint
ALTER TABLE "payment_links" ADD COLUMN "suggested_minor" bigint[];--> statement-breakpoint
CREATE INDEX "pictures_due" ON "pictures" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "pictures_hash" ON "pictures" USING btree ("hash");