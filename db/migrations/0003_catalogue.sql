CREATE TABLE "package_channels" (
	"package_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "package_channels_package_id_position_pk" PRIMARY KEY("package_id","position"),
	CONSTRAINT "package_channels_name_filled" CHECK (length(btrim("package_channels"."name")) > 0)
);
--> statement-breakpoint
CREATE TABLE "vat_rates" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"basis_points" integer NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "vat_rates_basis_points" CHECK ("vat_rates"."basis_points" between 0 and 10000)
);
--> statement-breakpoint
ALTER TABLE "package_channels" ADD CONSTRAINT "package_channels_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "vat_rates_valid_from_key" ON "vat_rates" USING btree ("valid_from");--> statement-breakpoint
-- Romania's standard VAT: 19 % since 2017, 21 % since 1 August 2025 (Law 141/2025), from midnight in Bucharest.
INSERT INTO "vat_rates" ("basis_points", "valid_from") VALUES (1900, '2016-12-31T22:00:00Z'), (2100, '2025-07-31T21:00:00Z');
