CREATE TABLE "mail_events" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"mail_id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "subscriptions_ends_at_idx";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "email_trouble" text;--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD COLUMN "delivery" text;--> statement-breakpoint
ALTER TABLE "mail_events" ADD CONSTRAINT "mail_events_mail_id_outbox_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."outbox_mails"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mail_events_mail_idx" ON "mail_events" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "outbox_mails_ambiguous_idx" ON "outbox_mails" USING btree ("frozen_at") WHERE "outbox_mails"."status" = 'ambiguous';--> statement-breakpoint
CREATE INDEX "subscriptions_ends_at_idx" ON "subscriptions" USING btree ("ends_at","id") WHERE "subscriptions"."status" = 'active';--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_email_trouble" CHECK ("customers"."email_trouble" in ('bounced', 'suppressed'));--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_delivery" CHECK ("outbox_mails"."delivery" in ('delivered', 'bounced', 'complained', 'suppressed'));