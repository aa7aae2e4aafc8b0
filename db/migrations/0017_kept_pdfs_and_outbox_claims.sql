CREATE TABLE "invoice_pdfs" (
	"invoice_id" uuid PRIMARY KEY NOT NULL,
	"pdf" "bytea" NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"mail_ids" uuid[] NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "pdf_layout" smallint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice_pdfs" ADD CONSTRAINT "invoice_pdfs_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outbox_claims_until_idx" ON "outbox_claims" USING btree ("until");--> statement-breakpoint
CREATE TRIGGER "invoice_pdfs_are_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "invoice_pdfs" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_invoice();
