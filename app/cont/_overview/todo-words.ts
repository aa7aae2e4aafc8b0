import { formatLei } from "@/lib/domain/money/money"
import { unreachable } from "@/lib/domain/result"
import { type CivilDate, daysBetween, formatDayAndMonth } from "@/lib/domain/time/civil-date"
import type { RowTone } from "@/lib/domain/words/overview-words"
import { onDay } from "@/lib/domain/words/overview-words"
import { dayCount, packageCount } from "@/lib/domain/words/plural"
import { orderPaths, paths } from "@/lib/paths"
import type { DuePackage, ReadyPackage, Todo } from "@/lib/subscriptions/account-todo"

export type TodoWords = {
  readonly tone: RowTone
  readonly title: string
  /** Where, and how much time is left. */
  readonly rest: string
  readonly href: string
  /** The button says what happens and what it costs. */
  readonly button: string
}

/** What stands on the to-do card; as the second thing, the title is the link's text. */
export function todoWords(todo: Todo, today: CivilDate): TodoWords {
  switch (todo.kind) {
    case "renew":
      return renewWords(todo.due, today)
    case "restart":
      return restartWords(todo.due, today)
    case "activate":
      return activateWords(todo.ready)
    case "order":
      return orderWords(todo.order)
    case "place":
      return {
        ...{ tone: "waiting", title: `Pachetul ${todo.name} e plătit și nu are smartcard` },
        ...{ rest: "Alege pe care să fie.", href: orderPaths.activation(todo.id) },
        button: "Alege smartcardul",
      }
    case "choose":
      return {
        ...{ tone: "waiting", title: "Niciun pachet nu merge acum", href: paths.topUp },
        ...{ rest: "Alege unul, îl plătești online și îl activezi de aici.", button: "Alege un pachet" },
      }
    default:
      return unreachable(todo)
  }
}

const totalOf = (due: readonly DuePackage[]) => due.reduce((sum, { priceBani }) => sum + priceBani, 0)

function renewWords(due: readonly DuePackage[], today: CivilDate): TodoWords {
  const [first] = due
  if (!first) throw new Error("There is nothing to renew")
  const last = due.at(-1) ?? first
  const price = formatLei(totalOf(due))
  if (due.length === 1)
    return {
      ...{ tone: "soon", title: `${first.name} expiră ${onDay(first.lastDay, today)}` },
      rest: `pe ${first.cardName} · ${inDays(daysBetween(today, first.lastDay))}`,
      ...{ href: orderPaths.confirmOf(due), button: `Reînnoiește · ${price}` },
    }
  const by = first.lastDay === last.lastDay ? "" : "până "
  return {
    ...{ tone: "soon", title: `${packageCount(due.length)} expiră ${by}${onDay(last.lastDay, today)}` },
    rest: cardsOf(due),
    href: orderPaths.confirmOf(due),
    button: `Reînnoiește toate ${due.length} · ${price}`,
  }
}

function inDays(days: number): string {
  if (days === 0) return "ultima zi"
  return days === 1 ? "mâine" : `peste ${dayCount(days)}`
}

const cardsNamed = 4

function cardsOf(due: readonly DuePackage[]): string {
  const names = [...new Set(due.map(({ cardName }) => cardName))]
  const more = names.length - cardsNamed
  return names.slice(0, cardsNamed).join(", ") + (more > 0 ? ` și încă ${more}` : "")
}

const restartWords = (due: DuePackage, today: CivilDate): TodoWords => ({
  ...{
    tone: "over",
    title: `${due.name} a expirat ${onDay(due.lastDay, today)}`,
    rest: `pe ${due.cardName}`,
  },
  href: orderPaths.confirmOf([due]),
  button: `Reînnoiește · ${formatLei(due.priceBani)}`,
})

function activateWords({ id, name, cardName, runsUntil }: ReadyPackage): TodoWords {
  const after = runsUntil ? ` pentru după ${formatDayAndMonth(runsUntil)}` : ""
  return {
    ...{
      tone: "waiting",
      title: `${name} te așteaptă să îl activezi`,
      rest: `pe ${cardName} · plătit${after}`,
    },
    ...{ href: orderPaths.activation(id), button: `Activează ${name}` },
  }
}

type OpenOrder = Extract<Todo, { kind: "order" }>["order"]

function orderWords({ id, number, totalBani, isInReview }: OpenOrder): TodoWords {
  const price = formatLei(totalBani)
  const said = isInReview
    ? {
        title: `Verificăm plata comenzii ${number}`,
        rest: `${price} · Nu plăti din nou; îți scriem imediat.`,
      }
    : { title: `Comanda ${number} așteaptă plata`, rest: price }
  return { ...said, tone: "waiting", href: orderPaths.one(id), button: "Vezi comanda" }
}
