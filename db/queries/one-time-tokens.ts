import "server-only"
import { and, eq, gt, inArray, isNull, lt } from "drizzle-orm"
import type { CustomerId, EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import type { DbOrTx } from "../client"
import { oneTimeTokens, signUps, type TokenKind } from "../schema"

type NewToken = { tokenHash: Uint8Array; expiresAt: Date } & (
  | { kind: "activation"; signUpId: SignUpId }
  | { kind: "password-reset"; customerId: CustomerId }
  | { kind: "email-change"; customerId: CustomerId; newEmail: EmailAddress }
)

export async function insertToken(db: DbOrTx, token: NewToken, now: Date): Promise<void> {
  await db.insert(oneTimeTokens).values({ ...token, createdAt: now })
}

/** Uses a link up: one guarded statement, so that of many who try at once exactly one wins. Null for the others. */
export async function consumeToken(db: DbOrTx, kind: TokenKind, tokenHash: Uint8Array, now: Date) {
  const [consumed] = await db
    .update(oneTimeTokens)
    .set({ usedAt: now })
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
      newEmail: oneTimeTokens.newEmail,
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
      newEmail: oneTimeTokens.newEmail,
    })
    .from(oneTimeTokens)
    .where(and(eq(oneTimeTokens.tokenHash, tokenHash), eq(oneTimeTokens.kind, kind)))
  return found ?? null
}

const stillOpen = and(isNull(oneTimeTokens.usedAt), isNull(oneTimeTokens.voidedAt))

/** A newer activation link makes every older one of the address void, whichever sign-up it was for. */
export async function voidActivationTokens(db: DbOrTx, email: EmailAddress, now: Date): Promise<void> {
  const ofAddress = db.select({ id: signUps.id }).from(signUps).where(eq(signUps.email, email))
  await db
    .update(oneTimeTokens)
    .set({ voidedAt: now })
    .where(and(inArray(oneTimeTokens.signUpId, ofAddress), stillOpen))
}

/** Makes the customer's open links of these kinds void. */
export async function voidTokens(
  db: DbOrTx,
  { customerId, kinds }: { readonly customerId: CustomerId; readonly kinds: readonly TokenKind[] },
  now: Date,
): Promise<void> {
  await db
    .update(oneTimeTokens)
    .set({ voidedAt: now })
    .where(and(eq(oneTimeTokens.customerId, customerId), inArray(oneTimeTokens.kind, [...kinds]), stillOpen))
}

export async function deleteOldTokens(db: DbOrTx, expiredBefore: Date): Promise<number> {
  const deleted = await db
    .delete(oneTimeTokens)
    .where(lt(oneTimeTokens.expiresAt, expiredBefore))
    .returning({ id: oneTimeTokens.id })
  return deleted.length
}
