import { sql } from "drizzle-orm"
import { check, index, jsonb, pgTable, text } from "drizzle-orm/pg-core"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { Campaign } from "@/lib/domain/people/campaign"
import { bytes, id, instant } from "./columns"

/**
 * A sign-up form that waits for the owner of the address to confirm it. One address may have several, each
 * with links of its own; confirming one makes it a customer and erases the others. Erased after
 * `unconfirmedSignUpDays`.
 */
export const signUps = pgTable(
  "sign_ups",
  {
    id: id().$type<SignUpId>(),
    email: text().notNull().$type<EmailAddress>(),
    passwordHash: text().notNull(),
    fullName: text().notNull(),
    phone: text().notNull(),
    termsVersion: text().notNull(),
    termsAcceptedAt: instant().notNull(),
    marketingConsentAt: instant(),
    campaign: jsonb().notNull().$type<Campaign>().default({}),
    createdAt: instant().notNull(),
    /**
     * SHA-256 of the key in the cookie of the browser that signed up. Null in rows from before there was one:
     * their password is chosen on the page of the link.
     */
    keyHash: bytes(),
  },
  (table) => [
    index("sign_ups_email_idx").on(table.email, table.createdAt),
    index("sign_ups_created_at_idx").on(table.createdAt),
    check("sign_ups_key_hash_length", sql`length(${table.keyHash}) = 32`),
    check(
      "sign_ups_email_canonical",
      sql`${table.email} = lower(${table.email}) and ${table.email} like '_%@_%'`,
    ),
  ],
)
