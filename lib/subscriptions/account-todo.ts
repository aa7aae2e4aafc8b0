import "server-only"
import { addDays, type CivilDate } from "@/lib/domain/time/civil-date"
import type { AccountOverview, OpenOrder } from "./account-overview"
import { type PackageRow, packageRows } from "./account-rows"
import type { ActivationPreview } from "./activation-preview"

/** What the customer can do now, the most pressing first. */
export type Todo =
  /** Packages that end within five days and nothing of them is paid ahead. */
  | { readonly kind: "renew"; readonly due: readonly DuePackage[]; readonly count: number }
  /** A package that ended lately on a card on which nothing runs. */
  | { readonly kind: "restart"; readonly due: DuePackage }
  | { readonly kind: "activate"; readonly ready: ReadyPackage }
  | { readonly kind: "order"; readonly order: OpenOrder }
  /** Paid, and its card is in the account no more. */
  | { readonly kind: "place"; readonly id: string; readonly name: string }
  /** Nothing runs on any card, and none of the above. */
  | { readonly kind: "choose" }

export type DuePackage = {
  /** The row that says the same. */
  readonly rowId: string
  readonly name: string
  readonly linkId: string
  readonly cardName: string
  readonly lastDay: CivilDate
  readonly offerCode: string
  readonly priceBani: number
}

export type ReadyPackage = {
  readonly id: string
  readonly name: string
  readonly cardName: string
  readonly isBlocked: boolean
  /** The other place of the form: the row leads here. */
  readonly rowId: string
  readonly activation: ActivationPreview
  /** The last day of the same package, which runs now. */
  readonly runsUntil: CivilDate | null
}

/** How many packages one click renews at most, so that the page and the address stay small. */
const renewedAtOnce = 20

/** An ended package is worth a reminder for this long; after that its card is one without a package. */
const endedLatelyDays = 14

type Account = Pick<AccountOverview, "cards" | "unplaced">

export function todosOf({ cards, unplaced }: Account, today: CivilDate): Todo[] {
  const rowsOfCards = cards.map(packageRows)
  const rows = rowsOfCards.flat()
  const due = rows.flatMap(dueOf).sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  const todos: Todo[] = [
    ...(due.length > 0
      ? [{ kind: "renew" as const, due: due.slice(0, renewedAtOnce), count: due.length }]
      : []),
    ...rowsOfCards.flatMap((ofCard) => restartOf(ofCard, today)),
    ...rows.flatMap(readyOf),
    ...ordersOf(cards),
    ...unplaced.map(({ id, name }) => ({ kind: "place" as const, id, name })),
  ]
  const isDark = cards.length > 0 && !rows.some(({ current, queued }) => current || queued.length > 0)
  return isDark && todos.length === 0 ? [{ kind: "choose" }] : todos
}

/** Whether a card has something that the customer should renew now. */
export const needsRenewal = (rows: readonly PackageRow[], today: CivilDate): boolean =>
  rows.some((row) => dueOf(row).length > 0) || restartOf(rows, today).length > 0

function dueOf(row: PackageRow): DuePackage[] {
  return row.current?.state.kind === "expiring" ? saleOf(row, row.current) : []
}

/** Its renewal. Nothing where it is paid ahead, on a blocked card, or not on sale. */
export function saleOf(
  { id: rowId, name, linkId, cardName }: PackageRow,
  { state, renewOfferCode, priceBani }: NonNullable<PackageRow["current"]>,
): DuePackage[] {
  if (!renewOfferCode || priceBani === null || !("lastDay" in state)) return []
  return [{ rowId, name, linkId, cardName, lastDay: state.lastDay, offerCode: renewOfferCode, priceBani }]
}

function restartOf(rows: readonly PackageRow[], today: CivilDate): Todo[] {
  const isDark = rows.every(
    ({ current, queued, waiting }) => !current && queued.length + waiting.length === 0,
  )
  if (!isDark) return []
  const since = addDays(today, -endedLatelyDays)
  const ended = rows.flatMap((row) => (row.ended ? saleOf(row, row.ended) : []))
  const [last] = ended
    .filter(({ lastDay }) => lastDay >= since)
    .sort((a, b) => (a.lastDay > b.lastDay ? -1 : 1))
  return last ? [{ kind: "restart", due: last }] : []
}

const readyOf = ({ waiting, name, cardName, isBlocked, id: rowId, runsUntil }: PackageRow): Todo[] =>
  waiting.flatMap(({ id, activation }) =>
    activation
      ? [
          {
            kind: "activate" as const,
            ready: { id, name, cardName, isBlocked, rowId, activation, runsUntil },
          },
        ]
      : [],
  )

/** Each once, however many cards it is for. */
function ordersOf(cards: Account["cards"]): Todo[] {
  const byId = new Map(cards.flatMap(({ orders }) => orders.map((order) => [order.id, order] as const)))
  return [...byId.values()].map((order) => ({ kind: "order", order }))
}
