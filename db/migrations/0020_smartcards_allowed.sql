ALTER TABLE "customers" ADD COLUMN "smartcards_allowed" integer;--> statement-breakpoint
CREATE INDEX "smartcard_links_linked_at_idx" ON "smartcard_links" USING brin ("linked_at");--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_smartcards_allowed_positive" CHECK ("customers"."smartcards_allowed" > 0);