import { sql } from "drizzle-orm"
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { Campaign } from "@/lib/domain/people/campaign"
import type { EmailTrouble } from "@/lib/domain/people/email-address"
import { id, instant } from "./columns"

/** A person with a confirmed e-mail address. A sign-up becomes a customer when its link is confirmed. */
export const customers = pgTable(
  "customers",
  {
    id: id().$type<CustomerId>(),
    email: text().notNull().$type<EmailAddress>(),
    passwordHash: text().notNull(),
    fullName: text().notNull(),
    phone: text().notNull(),
    termsVersion: text().notNull(),
    termsAcceptedAt: instant().notNull(),
    marketingConsentAt: instant(),
    remindersEnabled: boolean().notNull().default(true),
    /** The campaign parameters of the sign-up. */
    campaign: jsonb().notNull().$type<Campaign>().default({}),
    createdAt: instant().notNull(),
    /** How many smartcards the operator allows; null: as many as every account may hold. */
    smartcardsAllowed: integer(),
    /**
     * Set when mail to the address bounces or is suppressed. Reminders are not sent until it is null again.
     */
    emailTrouble: text().$type<EmailTrouble>(),
  },
  (table) => [
    uniqueIndex("customers_email_key").on(table.email),
    check(
      "customers_email_canonical",
      sql`${table.email} = lower(${table.email}) and ${table.email} like '_%@_%'`,
    ),
    check("customers_email_trouble", sql`${table.emailTrouble} in ('bounced', 'suppressed')`),
    check("customers_smartcards_allowed_positive", sql`${table.smartcardsAllowed} > 0`),
    check("customers_full_name_filled", sql`length(btrim(${table.fullName})) > 0`),
  ],
)
