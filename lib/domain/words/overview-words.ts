import { type SubscriptionState, stateWords } from "@/lib/domain/packages/subscription-state"
import { unreachable } from "@/lib/domain/result"
import { formatDate, formatLongDate } from "@/lib/domain/time/civil-date"
import { monthCount, packageCount, smartcardCount } from "./plural"

type Row = {
  readonly name: string
  readonly state: SubscriptionState
  readonly boughtOn: Parameters<typeof formatDate>[0] | null
  readonly months: number | null
}

/** The line under a package's name. */
export function packageNote({ state, boughtOn, months }: Row): string {
  switch (state.kind) {
    case "ready":
      return [boughtOn ? `Plătit pe ${formatDate(boughtOn)}` : "", months ? monthCount(months) : ""]
        .filter(Boolean)
        .join(" · ")
    case "expired":
      return `A fost valabil până la ${formatDate(state.lastDay)}`
    case "scheduled":
    case "activating":
    case "active":
    case "expiring":
      return `Valabil până la ${formatDate(state.lastDay)}`
    default:
      return unreachable(state)
  }
}

/** The sentence of the most urgent package: `title` is shown in bold, `rest` follows it. */
export function urgentWords(cardName: string, { name, state }: Row): { title: string; rest: string } {
  const subject = `${name} pe „${cardName}”`
  if (state.kind !== "expiring") return { title: subject, rest: " este plătit și te așteaptă." }
  const words = stateWords(state)
  return {
    title: `${subject} ${words.charAt(0).toLowerCase()}${words.slice(1)}`,
    rest: state.daysLeft === 0 ? "." : `, ${formatLongDate(state.lastDay)}.`,
  }
}

/** "2 smartcarduri, 4 pachete." */
export const accountSummary = (cards: number, packages: number): string =>
  `${smartcardCount(cards)}, ${packageCount(packages)}.`
