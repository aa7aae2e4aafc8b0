import { sql } from "drizzle-orm"
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core"
import type { CustomerId, EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import { bytes, id, instant } from "./columns"
import { customers } from "./customers"
import { signUps } from "./sign-ups"

/**
 * `activation` belongs to a sign-up; the others belong to a customer. `email-change` also has the new
 * address, to which it was mailed. Lifetimes: lib/domain/time/lifetimes.ts.
 */
export type TokenKind = "activation" | "password-reset" | "sign-in-link" | "email-change"

/** A link that can be used once. Only the SHA-256 of its secret is stored. */
export const oneTimeTokens = pgTable(
  "one_time_tokens",
  {
    id: id(),
    kind: text().notNull().$type<TokenKind>(),
    tokenHash: bytes().notNull(),
    customerId: uuid()
      .$type<CustomerId>()
      .references(() => customers.id, { onDelete: "cascade" }),
    signUpId: uuid()
      .$type<SignUpId>()
      .references(() => signUps.id, { onDelete: "set null" }),
    /** Erased once the link is used, void or expired: it may be a stranger's. */
    newEmail: text().$type<EmailAddress>(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** Set when a newer link, or a change of the account, voids this one. */
    voidedAt: instant(),
  },
  (table) => [
    uniqueIndex("one_time_tokens_hash_key").on(table.tokenHash),
    index("one_time_tokens_customer_idx").on(table.customerId),
    index("one_time_tokens_sign_up_idx").on(table.signUpId),
    index("one_time_tokens_expires_at_idx").on(table.expiresAt),
    check(
      "one_time_tokens_kind",
      sql`${table.kind} in ('activation', 'password-reset', 'sign-in-link', 'email-change')`,
    ),
    check("one_time_tokens_hash_length", sql`length(${table.tokenHash}) = 32`),
    check(
      "one_time_tokens_reset_owner",
      sql`${table.kind} = 'activation' or ${table.customerId} is not null`,
    ),
    check("one_time_tokens_new_email", sql`${table.kind} = 'email-change' or ${table.newEmail} is null`),
    check("one_time_tokens_used_once", sql`${table.usedAt} is null or ${table.voidedAt} is null`),
  ],
)
