CREATE TABLE "unmatched_payments" (
	"session_id" text PRIMARY KEY NOT NULL,
	"provider_payment_id" text,
	"amount" integer NOT NULL,
	"currency" text NOT NULL,
	"order_id" text NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"found_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone
);
