ALTER TABLE "network_cursors" ADD COLUMN "balances_problem" text;--> statement-breakpoint
ALTER TABLE "network_cursors" ADD COLUMN "balances_problem_since" timestamp (3) with time zone;