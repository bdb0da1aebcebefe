CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"merchant_id" text NOT NULL,
	"livemode" boolean NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"session_id" text NOT NULL,
	"text" text NOT NULL,
	"by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_merchant_id_merchants_id_fk" FOREIGN KEY ("merchant_id") REFERENCES "public"."merchants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_notes" ADD CONSTRAINT "session_notes_session_id_checkout_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."checkout_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_email" ON "customers" USING btree ("merchant_id","livemode",lower("email"));--> statement-breakpoint
CREATE INDEX "customers_list" ON "customers" USING btree ("merchant_id","livemode","created_at","id");--> statement-breakpoint
CREATE INDEX "session_notes_session" ON "session_notes" USING btree ("session_id","created_at","id");--> statement-breakpoint
CREATE INDEX "checkout_sessions_email" ON "checkout_sessions" USING btree ("merchant_id","livemode",lower("customer_email")) WHERE "checkout_sessions"."customer_email" is not null;
--> statement-breakpoint
-- A customer's id follows from whose customer it is and from the address, as a delivery's does (0001): one statement writes
-- session and customer, and the same address is the same customer.
create function customer_id(merchant_id text, livemode boolean, email text) returns text
language sql immutable strict parallel safe
return 'cus_' || left(translate(encode(sha256(convert_to(merchant_id || ' ' || livemode || ' ' || lower(email), 'UTF8')), 'base64'), '+/', 'Fl'), 24);
--> statement-breakpoint
create function note_customer() returns trigger language plpgsql as $$
begin
  insert into customers (id, merchant_id, livemode, email, created_at)
  values (customer_id(new.merchant_id, new.livemode, new.customer_email), new.merchant_id, new.livemode, new.customer_email,
    new.updated_at)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create trigger checkout_sessions_customer after insert or update of customer_email on checkout_sessions
for each row when (new.customer_email is not null) execute function note_customer();
--> statement-breakpoint
insert into customers (id, merchant_id, livemode, email, created_at)
select distinct on (s.merchant_id, s.livemode, lower(s.customer_email))
  customer_id(s.merchant_id, s.livemode, s.customer_email), s.merchant_id, s.livemode, s.customer_email, s.created_at
from checkout_sessions s where s.customer_email is not null
order by s.merchant_id, s.livemode, lower(s.customer_email), s.created_at;
--> statement-breakpoint
-- The bytes of an event's webhook (product.md 3.4), where the session's text stays as it was written.
create function event_body(id text, type text, livemode boolean, created_at timestamptz, sequence bigint, data json, detail jsonb)
returns text language sql stable parallel safe
return '{"id":' || to_json(id) || ',"object":"event","type":' || to_json(type) || ',"livemode":' || to_json(livemode)
  || ',"createdAt":"' || to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
  || '","sequence":' || coalesce(sequence::text, 'null') || ',"data":' || data || ',"detail":' || detail || '}';
