import "server-only"
import type { DbOrTx } from "@/db/client"
import { voidLinksOfSignUps } from "@/db/queries/one-time-tokens"
import { deleteSignUpsOf } from "@/db/queries/sign-ups"
import type { EmailAddress } from "@/lib/domain/ids/brand"

/**
 * Erases every sign-up of an address that has, or just got, an account. Their links become void. The caller
 * holds `lockLinksTo`, so that no sign-up is added meanwhile.
 */
export async function eraseSignUps(tx: DbOrTx, email: EmailAddress, now: Date): Promise<void> {
  await voidLinksOfSignUps(tx, email, now)
  await deleteSignUpsOf(tx, email)
}
