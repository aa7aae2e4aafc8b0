import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  applySubscriptions,
  createSubscriptionStage,
  listStagedGrants,
  listStagedQueues,
  listSubscriptionChanges,
  rejectContradictions,
  rejectOverlaps,
  rejectUnknown,
  setAsideStored,
  stageSubscriptions,
} from "@/db/queries/import-subscriptions"
import { lockSmartcards } from "@/db/queries/smartcards"
import {
  type ImportApp,
  type ImportKind,
  type ImportOptions,
  importLines,
} from "@/lib/bulk-import/import-lines"
import type { BadLine, ImportLine } from "@/lib/domain/import-result"
import { isCatalogueCode } from "@/lib/domain/packages/catalogue-code"
import { parseSerial } from "@/lib/domain/packages/serial"
import { parseInstant } from "@/lib/domain/time/instant"
import { closePeriods } from "@/lib/periods/close-periods"
import { grantAgain } from "@/lib/periods/grant-again"

export const subscriptionColumns = ["serial", "package_code", "starts_at", "ends_at"] as const
type Column = (typeof subscriptionColumns)[number]
type Lines = AsyncIterable<ImportLine<Column> | BadLine>

/**
 * Imports the operator's running subscriptions. The key is serial + package code + starts_at: a later file
 * with another ends_at updates the row. What lies inside a period that a customer bought is unchanged.
 */
export function importSubscriptions(
  app: ImportApp,
  lines: Lines,
  options: ImportOptions & { readonly serialLength: number },
) {
  return importLines(app, { kind: subscriptionFile(options.serialLength), lines }, options)
}

const subscriptionFile = (serialLength: number) =>
  ({
    file: "subscriptions",
    parse(columns: Readonly<Record<Column, string>>) {
      const serial = parseSerial(columns.serial, serialLength)
      if (!serial) return `serial is not ${serialLength} digits`
      if (!isCatalogueCode(columns.package_code)) return "package_code is not a package's code"
      const startsAt = parseInstant(columns.starts_at)
      if (!startsAt) return "starts_at is not an ISO 8601 instant with offset"
      const endsAt = parseInstant(columns.ends_at)
      if (!endsAt) return "ends_at is not an ISO 8601 instant with offset"
      if (endsAt <= startsAt) return "ends_at is not after starts_at"
      return { serial, packageCode: columns.package_code, startsAt, endsAt }
    },
    createStage: createSubscriptionStage,
    stage: stageSubscriptions,
    setAside: setAsideStored,
    reject: firstFinding,
    listChanges: listSubscriptionChanges,
    apply: applyAndFollow,
  }) satisfies ImportKind<Column, unknown>

/**
 * Writes the periods. Where one ends earlier than before, what a customer queued behind it moves up. New
 * ones on a replaced card, or behind a waiting revoke, are granted. Cards are locked before subscriptions.
 */
async function applyAndFollow(tx: DbOrTx, now: Date) {
  const queued = await listStagedQueues(tx, now)
  const lacking = await listStagedGrants(tx)
  const ids = new Set([...queued, ...lacking].map(({ smartcardId }) => smartcardId))
  const cards = new Map((await lockSmartcards(tx, [...ids])).map((card) => [card.id, card]))
  const counts = await applySubscriptions(tx, now)
  for (const { smartcardId, packageId } of queued) {
    const card = cards.get(smartcardId)
    if (card) await closePeriods(tx, { card, packageId, closed: [], withdrawnBy: null }, now)
  }
  for (const { smartcardId, packageId, packageCode } of lacking) {
    const card = cards.get(smartcardId)
    if (card) await grantAgain(tx, { card, packageId, packageCode }, now)
  }
  return counts
}

/**
 * Checks in turn: removing a line can make another one bad, and only known cards are checked for overlaps.
 */
async function firstFinding(tx: DbOrTx): Promise<BadLine[]> {
  for (const check of [rejectUnknown, rejectContradictions, rejectOverlaps]) {
    const found = await check(tx)
    if (found.length > 0) return found
  }
  return []
}
