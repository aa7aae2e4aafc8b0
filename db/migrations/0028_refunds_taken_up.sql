ALTER TABLE "refunds" DROP CONSTRAINT "refunds_provider";--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "elsewhere_amount" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_elsewhere" CHECK ("refunds"."elsewhere_amount" between 0 and "refunds"."amount");--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_provider" CHECK ("refunds"."status" in ('starting', 'failed') or "refunds"."provider_refund_id" is not null
      or "refunds"."elsewhere_amount" = "refunds"."amount");