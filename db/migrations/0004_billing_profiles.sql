CREATE TABLE "billing_profiles" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"cui" text,
	"is_vat_payer" boolean DEFAULT false NOT NULL,
	"register_number" text,
	"iban" text,
	"street" text NOT NULL,
	"locality" text NOT NULL,
	"county" text NOT NULL,
	"sector" smallint,
	"postal_code" text,
	"is_default" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "billing_profiles_kind" CHECK ("billing_profiles"."kind" in ('individual', 'company')),
	CONSTRAINT "billing_profiles_company" CHECK (("billing_profiles"."kind" = 'company') = ("billing_profiles"."cui" is not null and "billing_profiles"."register_number" is not null)),
	CONSTRAINT "billing_profiles_individual" CHECK ("billing_profiles"."kind" = 'company' or ("billing_profiles"."cui" is null and "billing_profiles"."register_number" is null and "billing_profiles"."iban" is null and not "billing_profiles"."is_vat_payer")),
	CONSTRAINT "billing_profiles_sector" CHECK (("billing_profiles"."county" = 'B') = ("billing_profiles"."sector" is not null)),
	CONSTRAINT "billing_profiles_sector_range" CHECK ("billing_profiles"."sector" between 1 and 6),
	CONSTRAINT "billing_profiles_cui_form" CHECK ("billing_profiles"."cui" ~ '^[1-9][0-9]{1,9}$'),
	CONSTRAINT "billing_profiles_postal_code" CHECK ("billing_profiles"."postal_code" ~ '^[0-9]{6}$')
);
--> statement-breakpoint
ALTER TABLE "billing_profiles" ADD CONSTRAINT "billing_profiles_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "billing_profiles_customer_idx" ON "billing_profiles" USING btree ("customer_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_profiles_one_default" ON "billing_profiles" USING btree ("customer_id") WHERE "billing_profiles"."is_default";