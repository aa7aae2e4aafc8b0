CREATE TABLE "closed_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"mailbox_hash" text NOT NULL,
	"serial" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "closed_links_mailbox_idx" ON "closed_links" USING btree ("mailbox_hash","linked_at");--> statement-breakpoint
CREATE INDEX "closed_links_linked_at_idx" ON "closed_links" USING btree ("linked_at");