import "server-only"
import { addDays, type CivilDate } from "@/lib/domain/time/civil-date"
import type { CardOverview, OpenOrder, PackageOverview } from "./account-overview"

/** Everything of one package on one card: what runs, what is queued after it and what waits for a click. */
export type PackageRow = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly linkId: string
  readonly cardName: string
  readonly isBlocked: boolean
  /** What runs or is being activated; null without. */
  readonly current: PackageOverview | null
  /** Periods that are queued, soonest first. */
  readonly queued: readonly PackageOverview[]
  /** Paid and not activated. */
  readonly waiting: readonly PackageOverview[]
  /** The last period that has ended; null where anything else stands on the row. */
  readonly ended: PackageOverview | null
  /** The last day until which it runs without a day in between; null where nothing runs. */
  readonly runsUntil: CivilDate | null
  /** The order under way that is for it. */
  readonly order: OpenOrder | null
}

/** One row per package, in the order of the periods. */
export function packageRows(card: CardOverview): PackageRow[] {
  return [...Map.groupBy(card.packages, ({ code }) => code).values()].map((periods) => rowOf(periods, card))
}

function rowOf(periods: readonly PackageOverview[], card: CardOverview): PackageRow {
  const ofKind = (...kinds: PackageOverview["state"]["kind"][]) =>
    periods.filter(({ state }) => kinds.includes(state.kind))
  const [first] = periods
  if (!first) throw new Error("A package without a period has no row")
  const current = ofKind("active", "expiring", "activating")[0] ?? null
  const queued = ofKind("scheduled")
  return {
    ...{ id: `${card.linkId}-${first.code}`, code: first.code, name: first.name },
    ...{ linkId: card.linkId, cardName: card.name, isBlocked: card.isBlocked },
    ...{ current, queued, waiting: ofKind("ready"), ended: ofKind("expired")[0] ?? null },
    runsUntil: current && runsUntil(current, queued),
    order: card.orders.find(({ packageCodes }) => packageCodes.includes(first.code)) ?? null,
  }
}

function runsUntil({ state }: PackageOverview, queued: readonly PackageOverview[]): CivilDate | null {
  let until = "lastDay" in state ? state.lastDay : null
  for (const next of queued)
    if (until && next.state.kind === "scheduled" && next.state.firstDay <= addDays(until, 1))
      until = next.state.lastDay
  return until
}

/** The queued periods that follow the running one without a day in between. */
export function followsOn({ current, queued, runsUntil: until }: PackageRow): readonly PackageOverview[] {
  if (!current || !until) return []
  return queued.filter(({ state }) => state.kind === "scheduled" && state.lastDay <= until)
}
