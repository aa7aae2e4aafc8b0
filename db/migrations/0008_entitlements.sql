CREATE TABLE "entitlement_commands" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"subscription_id" uuid NOT NULL,
	"type" text NOT NULL,
	"serial" text NOT NULL,
	"package_code" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"detail" text,
	"flagged_at" timestamp (3) with time zone,
	CONSTRAINT "entitlement_commands_type" CHECK ("entitlement_commands"."type" in ('grant', 'refresh', 'revoke')),
	CONSTRAINT "entitlement_commands_status" CHECK ("entitlement_commands"."status" in ('pending', 'acknowledged', 'refused')),
	CONSTRAINT "entitlement_commands_settled" CHECK (("entitlement_commands"."status" = 'pending') = ("entitlement_commands"."settled_at" is null)),
	CONSTRAINT "entitlement_commands_period" CHECK ("entitlement_commands"."ends_at" > "entitlement_commands"."starts_at")
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "activated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD COLUMN "express_request" text;--> statement-breakpoint
ALTER TABLE "entitlement_commands" ADD CONSTRAINT "entitlement_commands_subscription_id_subscriptions_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscriptions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entitlement_commands_subscription_idx" ON "entitlement_commands" USING btree ("subscription_id","created_at");--> statement-breakpoint
CREATE INDEX "entitlement_commands_due_idx" ON "entitlement_commands" USING btree ("next_attempt_at") WHERE "entitlement_commands"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "entitlement_commands_flagged_idx" ON "entitlement_commands" USING btree ("flagged_at") WHERE "entitlement_commands"."flagged_at" is not null;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_express_when_activated" CHECK ("subscriptions"."express_request" is null or "subscriptions"."activated_at" is not null);