ALTER TABLE "sign_ups" ADD COLUMN "key_hash" "bytea";--> statement-breakpoint
ALTER TABLE "sign_ups" ADD CONSTRAINT "sign_ups_key_hash_length" CHECK (length("sign_ups"."key_hash") = 32);