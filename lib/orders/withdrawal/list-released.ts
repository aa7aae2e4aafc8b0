import "server-only"
import type { DbOrTx } from "@/db/client"
import { listTakenPeriods } from "@/db/queries/subscription-periods"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { withdrawalLineText } from "@/lib/domain/money/withdrawal-declaration"
import { followQueue } from "@/lib/domain/packages/period-queue"
import type { OpenLine } from "./open-lines"

type ReleasedOptions = { readonly customerId: CustomerId; readonly lines: readonly OpenLine[] }

/**
 * Periods of the customer that are queued behind those of the lines and become `ready` again when the
 * customer withdraws from these lines: "Familia, 1 lună, pe „TV living”".
 */
export async function listReleased(
  db: DbOrTx,
  { customerId, lines }: ReleasedOptions,
  now: Date,
): Promise<string[]> {
  const gone = new Set(lines.map(({ line }) => line.subscriptionId))
  const started = lines.map(({ line }) => line).filter(({ endsAt }) => endsAt !== null && endsAt > now)
  const onCards = Map.groupBy(started, ({ smartcardId, packageId }) => `${smartcardId} ${packageId}`)
  const released: string[] = []
  for (const [line] of onCards.values()) {
    if (!line) continue
    const taken = await listTakenPeriods(db, line, now)
    const left = taken.filter(({ id }) => !gone.has(id))
    for (const { one, to } of followQueue(left, { now, withdrawnBy: customerId }))
      if (to === null) released.push(withdrawalLineText({ ...line, months: one.months ?? line.months }))
  }
  return released
}
