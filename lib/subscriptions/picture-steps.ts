import "server-only"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import type { CardOverview, OpenOrder } from "./account-overview"
import { type PackageRow, packageRows } from "./account-rows"
import { type DuePackage, saleOf } from "./account-todo"

/** One reason why a card may show no picture, with what helps. */
export type PictureStep =
  /** Nothing starts on it: only the operator can help. */
  | { readonly kind: "blocked" }
  /** Paid, and a click would start it at once. */
  | { readonly kind: "activate"; readonly id: string; readonly name: string; readonly wasRefused: boolean }
  /** The gateway has not answered yet. The id is null where another bought it. */
  | {
      readonly kind: "activating"
      readonly id: string | null
      readonly name: string
      readonly isLate: boolean
    }
  /** The decoder may still wait for its signal, until then (ISO 8601). */
  | { readonly kind: "signal"; readonly name: string; readonly until: string; readonly isAgain: boolean }
  /** It waits for its payment, or its payment is in verification. */
  | { readonly kind: "order"; readonly order: OpenOrder }
  | { readonly kind: "starts"; readonly name: string; readonly firstDay: CivilDate }
  /** What runs: the steps on the decoder, and the signal once more. */
  | {
      readonly kind: "decoder"
      readonly packages: readonly { readonly code: string; readonly name: string }[]
    }
  | {
      readonly kind: "ended"
      readonly name: string
      readonly lastDay: CivilDate
      readonly sale: DuePackage | null
    }
  | { readonly kind: "choose" }

/** What the customer can do about a card without a picture, the first thing first; never empty. */
export function pictureSteps(card: CardOverview): PictureStep[] {
  if (card.isBlocked) return [{ kind: "blocked" }]
  const rows = packageRows(card)
  const steps = [
    ...rows.flatMap(activateOf),
    ...rows.flatMap(activatingOf),
    ...rows.flatMap(signalOf),
    ...ordersOf(card, rows),
    ...rows.flatMap(startsOf),
    ...decoderOf(rows),
    ...endedOf(rows),
  ]
  return steps.length > 0 ? steps : [{ kind: "choose" }]
}

/** Not what would be queued: it brings no picture today. */
function activateOf({ name, waiting }: PackageRow): PictureStep[] {
  const first = waiting.find(({ activation }) => activation?.firstDay === null)
  return first ? [{ kind: "activate", id: first.id, name, wasRefused: first.wasRefused }] : []
}

function activatingOf({ name, current }: PackageRow): PictureStep[] {
  if (current?.state.kind !== "activating") return []
  return [{ kind: "activating", id: current.boughtOn && current.id, name, isLate: current.isLate }]
}

function signalOf({ name, current }: PackageRow): PictureStep[] {
  if (!current?.signalUntil || current.state.kind === "activating") return []
  return [{ kind: "signal", name, until: current.signalUntil, isAgain: current.isSignalAgain }]
}

/** Not what renews something that runs: its picture does not depend on that payment. */
function ordersOf({ orders }: CardOverview, rows: readonly PackageRow[]): PictureStep[] {
  const current = new Set(rows.flatMap((row) => (row.current ? [row.code] : [])))
  return orders
    .filter(({ packageCodes }) => packageCodes.some((code) => !current.has(code)))
    .map((order) => ({ kind: "order", order }))
}

function startsOf({ name, current, queued }: PackageRow): PictureStep[] {
  const state = queued[0]?.state
  return !current && state?.kind === "scheduled" ? [{ kind: "starts", name, firstDay: state.firstDay }] : []
}

function decoderOf(rows: readonly PackageRow[]): PictureStep[] {
  const packages = rows.flatMap(({ current, code, name }) =>
    current && current.state.kind !== "activating" ? [{ code, name }] : [],
  )
  return packages.length > 0 ? [{ kind: "decoder", packages }] : []
}

/** The last to end first; none that is being paid. */
function endedOf(rows: readonly PackageRow[]): PictureStep[] {
  return rows
    .flatMap((row) => {
      const { name, ended, order } = row
      if (ended?.state.kind !== "expired" || order) return []
      return [
        { kind: "ended" as const, name, lastDay: ended.state.lastDay, sale: saleOf(row, ended)[0] ?? null },
      ]
    })
    .sort((a, b) => (a.lastDay > b.lastDay ? -1 : 1))
}
