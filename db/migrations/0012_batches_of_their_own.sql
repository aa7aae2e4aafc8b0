CREATE TABLE "outbox_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"priority" smallint NOT NULL,
	"mail_ids" uuid[] NOT NULL,
	"payload" "bytea" NOT NULL,
	"frozen_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 1 NOT NULL,
	"last_error" text,
	CONSTRAINT "outbox_batches_filled" CHECK (cardinality("outbox_batches"."mail_ids") between 1 and 100)
);
--> statement-breakpoint
-- By hand: it is compressed already.
ALTER TABLE "outbox_batches" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
--> statement-breakpoint
-- By hand: batches under way. Each mail was a gzip file of its own; put together they are one, here with a line end (also a gzip file) between them.
INSERT INTO "outbox_batches" ("id", "priority", "mail_ids", "payload", "frozen_at", "lease_until", "attempts", "last_error")
	SELECT "batch_id", min("priority"), array_agg("id" ORDER BY "batch_position"), string_agg("payload", '\x1f8b0800000000000003e302009306d73201000000'::bytea ORDER BY "batch_position"),
		min("frozen_at"), min("lease_until"), max("attempts"), max("last_error")
	FROM "outbox_mails" WHERE "status" IN ('frozen', 'ambiguous') GROUP BY "batch_id";
--> statement-breakpoint
ALTER TABLE "outbox_mails" DROP CONSTRAINT "outbox_mails_frozen_has_payload";
--> statement-breakpoint
ALTER TABLE "outbox_mails" DROP CONSTRAINT "outbox_mails_settled_is_erased";
--> statement-breakpoint
ALTER TABLE "expiry_alerts" DROP CONSTRAINT "expiry_alerts_subscription_id_subscriptions_id_fk";
--> statement-breakpoint
ALTER TABLE "expiry_alerts" DROP CONSTRAINT "expiry_alerts_customer_id_customers_id_fk";
--> statement-breakpoint
ALTER TABLE "expiry_alerts" DROP CONSTRAINT "expiry_alerts_mail_id_outbox_mails_id_fk";
--> statement-breakpoint
DROP INDEX "expiry_alerts_once";
--> statement-breakpoint
DROP INDEX "expiry_alerts_customer_idx";
--> statement-breakpoint
DROP INDEX "outbox_mails_frozen_idx";
--> statement-breakpoint
DROP INDEX "outbox_mails_settled_at_idx";
--> statement-breakpoint
DROP INDEX "outbox_mails_provider_key";
--> statement-breakpoint
DROP INDEX "outbox_mails_ambiguous_idx";
--> statement-breakpoint
DROP INDEX "outbox_mails_dedupe_key";
--> statement-breakpoint
DROP INDEX "outbox_mails_waiting_idx";
--> statement-breakpoint
-- By hand: a mail that was erased left nothing here.
UPDATE "expiry_alerts" SET "mail_id" = uuidv7() WHERE "mail_id" IS NULL;
--> statement-breakpoint
ALTER TABLE "expiry_alerts" ALTER COLUMN "mail_id" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "outbox_mails" ALTER COLUMN "dedupe_key" DROP NOT NULL;
--> statement-breakpoint
ALTER TABLE "expiry_alerts" DROP COLUMN "id";
--> statement-breakpoint
ALTER TABLE "expiry_alerts" ADD CONSTRAINT "expiry_alerts_once" PRIMARY KEY("subscription_id","ends_at");
--> statement-breakpoint
CREATE INDEX "outbox_batches_lease_idx" ON "outbox_batches" USING btree ("priority","lease_until");
--> statement-breakpoint
CREATE INDEX "outbox_mails_waiting_idx" ON "outbox_mails" USING btree ("priority","id") WHERE "outbox_mails"."props" is not null;
--> statement-breakpoint
-- By hand: room beside each mail for its later steps.
ALTER TABLE "outbox_mails" SET (fillfactor = 60);
--> statement-breakpoint
CREATE INDEX "outbox_mails_created_at_idx" ON "outbox_mails" USING brin ("created_at");
--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_mails_dedupe_key" ON "outbox_mails" USING btree ("dedupe_key") WHERE "outbox_mails"."dedupe_key" is not null;
--> statement-breakpoint
ALTER TABLE "expiry_alerts" DROP COLUMN "customer_id";
--> statement-breakpoint
-- By hand: their texts lie in the batch now.
UPDATE "outbox_mails" SET "props" = NULL WHERE "status" <> 'waiting' AND "props" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "outbox_mails" DROP COLUMN "attempts";
--> statement-breakpoint
ALTER TABLE "outbox_mails" DROP COLUMN "batch_position";
--> statement-breakpoint
ALTER TABLE "outbox_mails" DROP COLUMN "payload";
--> statement-breakpoint
ALTER TABLE "outbox_mails" DROP COLUMN "lease_until";
--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_props_wait" CHECK (("outbox_mails"."status" = 'waiting') = ("outbox_mails"."props" is not null));
--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_batch" CHECK ("outbox_mails"."status" not in ('frozen', 'ambiguous') or ("outbox_mails"."batch_id" is not null and "outbox_mails"."frozen_at" is not null));
--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_settled" CHECK (("outbox_mails"."status" in ('sent', 'failed', 'dropped')) = ("outbox_mails"."settled_at" is not null));
