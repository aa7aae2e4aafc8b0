-- The new index first: dropping the old one locks out readers, and building takes its time.
CREATE INDEX "outbox_mails_to_strangers_idx" ON "outbox_mails" USING btree ("created_at") WHERE (kind in ('activation', 'email-change') or (kind = 'contact-received' and customer_id is null));--> statement-breakpoint
DROP INDEX "outbox_mails_strangers_idx";
