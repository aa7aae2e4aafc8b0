import "server-only"
import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, sql } from "drizzle-orm"
import type { CustomerId, EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { deleteSome } from "../delete-some"
import { oneTimeTokens, signUps, type TokenKind } from "../schema"

type NewToken = { tokenHash: Uint8Array; expiresAt: Date } & (
  | { kind: "activation"; signUpId: SignUpId }
  | { kind: "password-reset" | "sign-in-link"; customerId: CustomerId }
  | { kind: "email-change"; customerId: CustomerId; newEmail: EmailAddress }
)

export async function insertToken(db: DbOrTx, token: NewToken, now: Date): Promise<void> {
  await db.insert(oneTimeTokens).values({ ...token, createdAt: now })
}

/**
 * Marks a link as used. One guarded statement: of many calls at once exactly one wins, the others get null.
 */
export async function consumeToken(
  db: DbOrTx,
  { kind, tokenHash }: { readonly kind: TokenKind; readonly tokenHash: Uint8Array },
  now: Date,
) {
  const [consumed] = await db
    .update(oneTimeTokens)
    .set({ usedAt: now, newEmail: null })
    .where(
      and(
        eq(oneTimeTokens.tokenHash, tokenHash),
        eq(oneTimeTokens.kind, kind),
        isNull(oneTimeTokens.usedAt),
        isNull(oneTimeTokens.voidedAt),
        gt(oneTimeTokens.expiresAt, now),
      ),
    )
    .returning({
      customerId: oneTimeTokens.customerId,
      signUpId: oneTimeTokens.signUpId,
    })
  return consumed ?? null
}

export async function findToken(db: DbOrTx, kind: TokenKind, tokenHash: Uint8Array) {
  const [found] = await db
    .select({
      usedAt: oneTimeTokens.usedAt,
      voidedAt: oneTimeTokens.voidedAt,
      expiresAt: oneTimeTokens.expiresAt,
      customerId: oneTimeTokens.customerId,
      signUpId: oneTimeTokens.signUpId,
      newEmail: oneTimeTokens.newEmail,
    })
    .from(oneTimeTokens)
    .where(and(eq(oneTimeTokens.tokenHash, tokenHash), eq(oneTimeTokens.kind, kind)))
  return found ?? null
}

/** Whether a link of this sign-up was ever made. */
export const hasLinkOfSignUp = async (db: DbOrTx, signUpId: SignUpId): Promise<boolean> =>
  (await db.$count(oneTimeTokens, eq(oneTimeTokens.signUpId, signUpId))) > 0

const stillOpen = and(isNull(oneTimeTokens.usedAt), isNull(oneTimeTokens.voidedAt))

/**
 * Until the transaction ends, no other transaction makes a link for this address, adds a sign-up of it or
 * confirms one. Without it two requests at once would each miss the other's new link, and both links would
 * stay valid. An advisory lock: the address may have no row to lock. Taken before every row lock.
 */
export async function lockLinksTo(tx: DbOrTx, email: EmailAddress): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${email}, 0))`)
}

/** Voids the open links of one sign-up. */
export async function voidLinksOfSignUp(db: DbOrTx, id: SignUpId, now: Date): Promise<void> {
  await db
    .update(oneTimeTokens)
    .set({ voidedAt: now })
    .where(and(eq(oneTimeTokens.signUpId, id), stillOpen))
}

/** Voids the open links of every sign-up of the address. */
export async function voidLinksOfSignUps(db: DbOrTx, email: EmailAddress, now: Date): Promise<void> {
  const ofAddress = db.select({ id: signUps.id }).from(signUps).where(eq(signUps.email, email))
  await db
    .update(oneTimeTokens)
    .set({ voidedAt: now })
    .where(and(inArray(oneTimeTokens.signUpId, ofAddress), stillOpen))
}

/**
 * Voids an activation link. One guarded statement, as in `consumeToken`: of a confirmation and a refusal at
 * once exactly one wins. Null if the link is over.
 */
export async function voidActivationLink(
  db: DbOrTx,
  tokenHash: Uint8Array,
  now: Date,
): Promise<{ readonly signUpId: SignUpId | null } | null> {
  const ofSignUp = and(eq(oneTimeTokens.tokenHash, tokenHash), eq(oneTimeTokens.kind, "activation"))
  const [voided] = await db
    .update(oneTimeTokens)
    .set({ voidedAt: now })
    .where(and(ofSignUp, stillOpen, gt(oneTimeTokens.expiresAt, now)))
    .returning({ signUpId: oneTimeTokens.signUpId })
  return voided ?? null
}

/** Voids the customer's open links of these kinds. */
export async function voidTokens(
  db: DbOrTx,
  { customerId, kinds }: { readonly customerId: CustomerId; readonly kinds: readonly TokenKind[] },
  now: Date,
): Promise<void> {
  await db
    .update(oneTimeTokens)
    .set({ voidedAt: now, newEmail: null })
    .where(and(eq(oneTimeTokens.customerId, customerId), inArray(oneTimeTokens.kind, [...kinds]), stillOpen))
}

/** Erases the new addresses in expired links, at most `limit` of them; the links stay. Returns the number. */
export async function eraseExpiredAddresses(db: DbOrTx, now: Date, limit: number): Promise<number> {
  const isExpired = and(isNotNull(oneTimeTokens.newEmail), lte(oneTimeTokens.expiresAt, now))
  const some = db.select({ id: oneTimeTokens.id }).from(oneTimeTokens).where(isExpired).limit(limit)
  const erased = await db.update(oneTimeTokens).set({ newEmail: null }).where(inArray(oneTimeTokens.id, some))
  return erased.count
}

export const deleteOldTokens = (db: DbOrTx, expiredBefore: Date, limit: number): Promise<number> =>
  deleteSome(db, { table: oneTimeTokens, where: lt(oneTimeTokens.expiresAt, expiredBefore), limit })

/** The links that were made for the customer, oldest first, without their secrets and new addresses. */
export async function listLinksOf(db: DbOrTx, customerId: CustomerId) {
  const { kind, createdAt, expiresAt, usedAt, voidedAt } = oneTimeTokens
  return db
    .select({ kind, createdAt, expiresAt, usedAt, voidedAt })
    .from(oneTimeTokens)
    .where(eq(oneTimeTokens.customerId, customerId))
    .orderBy(asc(createdAt), asc(oneTimeTokens.id))
}
