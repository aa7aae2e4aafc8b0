import "server-only"
import type { DbOrTx } from "@/db/client"
import { insertCommands } from "@/db/queries/entitlement-commands"
import type { LockedSmartcard } from "@/db/queries/smartcards"
import { listTakenPeriods } from "@/db/queries/subscription-periods"
import type { PackageId } from "@/lib/domain/ids/brand"

type GrantAgainOptions = {
  readonly card: LockedSmartcard
  readonly packageId: PackageId
  readonly packageCode: string
}

/**
 * Grants every running and scheduled period of a package on a card again. It follows each revoke, because a
 * gateway that does not know periods closes the whole package then.
 */
export async function grantAgain(
  tx: DbOrTx,
  { card, packageId, packageCode }: GrantAgainOptions,
  now: Date,
): Promise<void> {
  const taken = await listTakenPeriods(tx, { smartcardId: card.id, packageId }, now)
  const grants = taken.map(({ id: subscriptionId, startsAt, endsAt }) => {
    return { type: "grant" as const, card, packageCode, subscriptionId, startsAt, endsAt }
  })
  await insertCommands(tx, grants, now)
}
