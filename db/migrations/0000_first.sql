-- By hand: drizzle-kit writes no extensions, functions, triggers or exclusion constraints.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
-- uuidv7() is built in from PostgreSQL 18; older servers get one of ours (RFC 9562, millisecond time).
DO $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'uuidv7') THEN
		CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $fn$
			SELECT encode(
				set_bit(set_bit(
					overlay(uuid_send(gen_random_uuid())
						placing substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
						FROM 1 FOR 6),
					52, 1), 53, 1), 'hex')::uuid
		$fn$;
	END IF;
END
$$;--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"full_name" text NOT NULL,
	"phone" text NOT NULL,
	"terms_version" text NOT NULL,
	"terms_accepted_at" timestamp (3) with time zone NOT NULL,
	"marketing_consent_at" timestamp (3) with time zone,
	"reminders_enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customers_email_canonical" CHECK ("customers"."email" = lower("customers"."email") and "customers"."email" like '_%@_%'),
	CONSTRAINT "customers_full_name_filled" CHECK (length(btrim("customers"."full_name")) > 0)
);
--> statement-breakpoint
CREATE TABLE "expiry_alerts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subscription_id" uuid NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"customer_id" uuid NOT NULL,
	"mail_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"package_id" uuid NOT NULL,
	"months" integer NOT NULL,
	"price_bani" integer NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	CONSTRAINT "offers_code_form" CHECK ("offers"."code" ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
	CONSTRAINT "offers_months" CHECK ("offers"."months" between 1 and 60),
	CONSTRAINT "offers_price" CHECK ("offers"."price_bani" > 0),
	CONSTRAINT "offers_validity" CHECK ("offers"."valid_until" is null or "offers"."valid_until" > "offers"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "one_time_tokens" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"customer_id" uuid,
	"sign_up_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"voided_at" timestamp (3) with time zone,
	CONSTRAINT "one_time_tokens_kind" CHECK ("one_time_tokens"."kind" in ('activation', 'password-reset')),
	CONSTRAINT "one_time_tokens_hash_length" CHECK (length("one_time_tokens"."token_hash") = 32),
	CONSTRAINT "one_time_tokens_reset_owner" CHECK ("one_time_tokens"."kind" <> 'password-reset' or "one_time_tokens"."customer_id" is not null),
	CONSTRAINT "one_time_tokens_used_once" CHECK ("one_time_tokens"."used_at" is null or "one_time_tokens"."voided_at" is null)
);
--> statement-breakpoint
CREATE TABLE "outbox_mails" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"lane" text NOT NULL,
	"priority" smallint NOT NULL,
	"customer_id" uuid,
	"recipient" text NOT NULL,
	"props" jsonb,
	"dedupe_key" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"batch_id" uuid,
	"batch_position" integer,
	"payload" "bytea",
	"frozen_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"provider_id" text,
	"last_error" text,
	CONSTRAINT "outbox_mails_lane" CHECK (("outbox_mails"."lane", "outbox_mails"."priority") in (('security', 0), ('orders', 1), ('reminders', 2))),
	CONSTRAINT "outbox_mails_status" CHECK ("outbox_mails"."status" in ('waiting', 'frozen', 'sent', 'failed', 'dropped', 'ambiguous')),
	CONSTRAINT "outbox_mails_frozen_has_payload" CHECK ("outbox_mails"."status" <> 'frozen' or ("outbox_mails"."batch_id" is not null and "outbox_mails"."batch_position" is not null and "outbox_mails"."payload" is not null)),
	CONSTRAINT "outbox_mails_settled_is_erased" CHECK ("outbox_mails"."status" not in ('sent', 'failed', 'dropped') or ("outbox_mails"."settled_at" is not null and "outbox_mails"."payload" is null and "outbox_mails"."props" is null))
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "packages_code_form" CHECK ("packages"."code" ~ '^[a-z0-9][a-z0-9-]{0,39}$')
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"window_ends_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"customer_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"user_agent" text DEFAULT '' NOT NULL,
	"short_ip" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_ups" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"full_name" text NOT NULL,
	"phone" text NOT NULL,
	"terms_version" text NOT NULL,
	"terms_accepted_at" timestamp (3) with time zone NOT NULL,
	"marketing_consent_at" timestamp (3) with time zone,
	"campaign" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_ups_email_canonical" CHECK ("sign_ups"."email" = lower("sign_ups"."email") and "sign_ups"."email" like '_%@_%')
);
--> statement-breakpoint
CREATE TABLE "smartcard_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"smartcard_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"unlinked_at" timestamp (3) with time zone,
	CONSTRAINT "smartcard_links_label_length" CHECK (char_length("smartcard_links"."label") <= 40),
	CONSTRAINT "smartcard_links_order" CHECK ("smartcard_links"."unlinked_at" is null or "smartcard_links"."unlinked_at" >= "smartcard_links"."linked_at")
);
--> statement-breakpoint
CREATE TABLE "smartcards" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"serial" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "smartcards_serial_digits" CHECK ("smartcards"."serial" ~ '^[0-9]{4,20}$'),
	CONSTRAINT "smartcards_status" CHECK ("smartcards"."status" in ('in_service', 'blocked'))
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"smartcard_id" uuid NOT NULL,
	"package_id" uuid NOT NULL,
	"status" text NOT NULL,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"customer_id" uuid,
	"offer_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscriptions_status" CHECK ("subscriptions"."status" in ('ready', 'active', 'refunded')),
	CONSTRAINT "subscriptions_period_when_started" CHECK (
      ("subscriptions"."status" = 'ready' and "subscriptions"."starts_at" is null and "subscriptions"."ends_at" is null)
      or ("subscriptions"."status" = 'active' and "subscriptions"."starts_at" is not null and "subscriptions"."ends_at" is not null)
      or ("subscriptions"."status" = 'refunded' and ("subscriptions"."starts_at" is null) = ("subscriptions"."ends_at" is null))),
	CONSTRAINT "subscriptions_period_forward" CHECK ("subscriptions"."ends_at" > "subscriptions"."starts_at"),
	CONSTRAINT "subscriptions_imported_is_active" CHECK ("subscriptions"."offer_id" is not null or "subscriptions"."status" <> 'ready'),
	CONSTRAINT "subscriptions_buyer_has_offer" CHECK ("subscriptions"."customer_id" is null or "subscriptions"."offer_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "expiry_alerts" ADD CONSTRAINT "expiry_alerts_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expiry_alerts" ADD CONSTRAINT "expiry_alerts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expiry_alerts" ADD CONSTRAINT "expiry_alerts_mail_id_outbox_mails_id_fk" FOREIGN KEY ("mail_id") REFERENCES "public"."outbox_mails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_tokens" ADD CONSTRAINT "one_time_tokens_sign_up_id_sign_ups_id_fk" FOREIGN KEY ("sign_up_id") REFERENCES "public"."sign_ups"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outbox_mails" ADD CONSTRAINT "outbox_mails_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "smartcard_links" ADD CONSTRAINT "smartcard_links_smartcard_id_smartcards_id_fk" FOREIGN KEY ("smartcard_id") REFERENCES "public"."smartcards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "smartcard_links" ADD CONSTRAINT "smartcard_links_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_smartcard_id_smartcards_id_fk" FOREIGN KEY ("smartcard_id") REFERENCES "public"."smartcards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_offer_id_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "customers_email_key" ON "customers" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "expiry_alerts_once" ON "expiry_alerts" USING btree ("subscription_id","ends_at");--> statement-breakpoint
CREATE INDEX "expiry_alerts_customer_idx" ON "expiry_alerts" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "expiry_alerts_mail_idx" ON "expiry_alerts" USING btree ("mail_id");--> statement-breakpoint
CREATE UNIQUE INDEX "offers_code_key" ON "offers" USING btree ("code");--> statement-breakpoint
CREATE INDEX "offers_package_idx" ON "offers" USING btree ("package_id","months");--> statement-breakpoint
CREATE UNIQUE INDEX "one_time_tokens_hash_key" ON "one_time_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "one_time_tokens_customer_idx" ON "one_time_tokens" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "one_time_tokens_sign_up_idx" ON "one_time_tokens" USING btree ("sign_up_id");--> statement-breakpoint
CREATE INDEX "one_time_tokens_expires_at_idx" ON "one_time_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_mails_dedupe_key" ON "outbox_mails" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "outbox_mails_waiting_idx" ON "outbox_mails" USING btree ("priority","id") WHERE "outbox_mails"."status" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_mails_frozen_idx" ON "outbox_mails" USING btree ("batch_id","batch_position") WHERE "outbox_mails"."status" = 'frozen';--> statement-breakpoint
CREATE INDEX "outbox_mails_settled_at_idx" ON "outbox_mails" USING btree ("settled_at") WHERE "outbox_mails"."settled_at" is not null;--> statement-breakpoint
CREATE INDEX "outbox_mails_customer_idx" ON "outbox_mails" USING btree ("customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_mails_provider_key" ON "outbox_mails" USING btree ("provider_id") WHERE "outbox_mails"."provider_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "packages_code_key" ON "packages" USING btree ("code");--> statement-breakpoint
CREATE INDEX "rate_limits_window_ends_at_idx" ON "rate_limits" USING btree ("window_ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_key_hash_key" ON "sessions" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "sessions_customer_idx" ON "sessions" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at_idx" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_ups_email_idx" ON "sign_ups" USING btree ("email","created_at");--> statement-breakpoint
CREATE INDEX "sign_ups_created_at_idx" ON "sign_ups" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "smartcard_links_one_holder" ON "smartcard_links" USING btree ("smartcard_id") WHERE "smartcard_links"."unlinked_at" is null;--> statement-breakpoint
CREATE INDEX "smartcard_links_customer_idx" ON "smartcard_links" USING btree ("customer_id","linked_at") WHERE "smartcard_links"."unlinked_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "smartcards_serial_key" ON "smartcards" USING btree ("serial");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_imported_key" ON "subscriptions" USING btree ("smartcard_id","package_id","starts_at") WHERE "subscriptions"."offer_id" is null;--> statement-breakpoint
CREATE INDEX "subscriptions_smartcard_idx" ON "subscriptions" USING btree ("smartcard_id","package_id","ends_at");--> statement-breakpoint
CREATE INDEX "subscriptions_ends_at_idx" ON "subscriptions" USING btree ("ends_at") WHERE "subscriptions"."status" = 'active';--> statement-breakpoint
CREATE INDEX "subscriptions_customer_idx" ON "subscriptions" USING btree ("customer_id") WHERE "subscriptions"."customer_id" is not null;--> statement-breakpoint
-- Periods of one package on one smartcard never overlap.
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_no_overlap" EXCLUDE USING gist (
	"smartcard_id" WITH =,
	"package_id" WITH =,
	tstzrange("starts_at", "ends_at") WITH &&
) WHERE ("status" = 'active') DEFERRABLE INITIALLY IMMEDIATE;
