CREATE TABLE "withdrawals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "withdrawals_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1),
	"order_id" uuid NOT NULL,
	"customer_id" uuid,
	"storno_id" uuid NOT NULL,
	"refund_bani" integer NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD COLUMN "order_line_id" uuid;--> statement-breakpoint
ALTER TABLE "invoices" ADD COLUMN "storno_of" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "storno_id" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "next_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_storno_id_invoices_id_fk" FOREIGN KEY ("storno_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_number_key" ON "withdrawals" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "withdrawals_storno_key" ON "withdrawals" USING btree ("storno_id");--> statement-breakpoint
CREATE INDEX "withdrawals_order_idx" ON "withdrawals" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "withdrawals_customer_idx" ON "withdrawals" USING btree ("customer_id");--> statement-breakpoint
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_order_line_id_order_lines_id_fk" FOREIGN KEY ("order_line_id") REFERENCES "public"."order_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_storno_of_invoices_id_fk" FOREIGN KEY ("storno_of") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_storno_id_invoices_id_fk" FOREIGN KEY ("storno_id") REFERENCES "public"."invoices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Lines of before say which order line they are for: the same position. The guard steps aside for that alone.
ALTER TABLE "invoice_lines" DISABLE TRIGGER "invoice_lines_are_final";--> statement-breakpoint
UPDATE "invoice_lines" SET "order_line_id" = "order_lines"."id" FROM "invoices", "order_lines"
	WHERE "invoices"."id" = "invoice_lines"."invoice_id" AND "order_lines"."order_id" = "invoices"."order_id" AND "order_lines"."position" = "invoice_lines"."position";--> statement-breakpoint
ALTER TABLE "invoice_lines" ENABLE TRIGGER "invoice_lines_are_final";--> statement-breakpoint
CREATE UNIQUE INDEX "invoice_lines_one_storno" ON "invoice_lines" USING btree ("order_line_id") WHERE "invoice_lines"."price_bani" < 0;--> statement-breakpoint
CREATE INDEX "invoices_issued_at_idx" ON "invoices" USING btree ("issued_at");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_one_per_order" ON "invoices" USING btree ("order_id") WHERE "invoices"."storno_of" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_storno_key" ON "refunds" USING btree ("storno_id");--> statement-breakpoint
CREATE INDEX "refunds_retry_idx" ON "refunds" USING btree ("next_attempt_at") WHERE "refunds"."next_attempt_at" is not null;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_sign" CHECK (case when "invoices"."storno_of" is null then "invoices"."total_bani" > 0 else "invoices"."total_bani" < 0 end);