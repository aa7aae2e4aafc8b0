import { bucharestDate, type CivilDate, daysLeft, formatDate, lastDayOf } from "@/lib/domain/time/civil-date"
import { dayCount } from "@/lib/domain/words/plural"

/** A package "expires" on screens and in alerts from this many days before its last day. */
export const alertDays = 5

type StoredPeriod =
  | { readonly status: "ready" }
  | {
      readonly status: "active"
      readonly startsAt: Date
      readonly endsAt: Date
      /** The gateway has not acknowledged it yet. */
      readonly isAwaited?: boolean
    }

/** The state of a subscription as a customer sees it. Refunded ones are not shown. */
export type SubscriptionState =
  | { readonly kind: "ready" }
  | { readonly kind: "scheduled"; readonly firstDay: CivilDate; readonly lastDay: CivilDate }
  | { readonly kind: "activating"; readonly lastDay: CivilDate }
  | { readonly kind: "active"; readonly lastDay: CivilDate; readonly daysLeft: number }
  | { readonly kind: "expiring"; readonly lastDay: CivilDate; readonly daysLeft: number }
  | { readonly kind: "expired"; readonly lastDay: CivilDate }

type StoredRow = { readonly startsAt: Date | null; readonly endsAt: Date | null; readonly isAwaited: boolean }

/** The stored status; a ready subscription has no period. */
export const storedPeriod = ({ startsAt, endsAt, isAwaited }: StoredRow): StoredPeriod =>
  startsAt && endsAt ? { status: "active", startsAt, endsAt, isAwaited } : { status: "ready" }

/** Derives the state from the stored status and times. Days are in Europe/Bucharest. */
export function subscriptionState(stored: StoredPeriod, now: Date): SubscriptionState {
  if (stored.status === "ready") return { kind: "ready" }
  const { startsAt, endsAt } = stored
  const lastDay = lastDayOf(endsAt)
  if (now >= endsAt) return { kind: "expired", lastDay }
  if (now < startsAt) return { kind: "scheduled", firstDay: bucharestDate(startsAt), lastDay }
  if (stored.isAwaited) return { kind: "activating", lastDay }
  const left = daysLeft(endsAt, now)
  return { kind: left <= alertDays ? "expiring" : "active", lastDay, daysLeft: left }
}

/** The state as text on the screen. */
export function stateWords(state: SubscriptionState): string {
  switch (state.kind) {
    case "ready":
      return "Plătit – neactivat"
    case "scheduled":
      return `Programat (începe la ${formatDate(state.firstDay)})`
    case "activating":
      return "În curs de activare"
    case "active":
      return `Activ · ${dayCount(state.daysLeft)}`
    case "expiring":
      return state.daysLeft === 0 ? "Expiră azi" : `Expiră în ${dayCount(state.daysLeft)}`
    case "expired":
      return "Expirat"
  }
}
