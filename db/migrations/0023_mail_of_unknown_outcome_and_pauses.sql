CREATE TABLE "outbox_pause" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"cause" text NOT NULL,
	"reason" text NOT NULL,
	"sender" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "outbox_pause_single" CHECK ("outbox_pause"."id" = 1),
	CONSTRAINT "outbox_pause_cause" CHECK ("outbox_pause"."cause" in ('rate', 'quota', 'sender'))
);
--> statement-breakpoint
ALTER TABLE "outbox_batches" ADD COLUMN "unknown_since" timestamp (3) with time zone DEFAULT now();
--> statement-breakpoint
UPDATE "outbox_batches" SET "unknown_since" = "frozen_at";
