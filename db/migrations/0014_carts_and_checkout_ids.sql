ALTER TABLE "checkout_drafts" RENAME TO "carts";--> statement-breakpoint
ALTER TABLE "carts" DROP CONSTRAINT "checkout_drafts_customer_id_customers_id_fk";
--> statement-breakpoint
ALTER TABLE "carts" ADD COLUMN "checkout_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "checkout_id" uuid;--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "orders_checkout_key" ON "orders" USING btree ("customer_id","checkout_id");