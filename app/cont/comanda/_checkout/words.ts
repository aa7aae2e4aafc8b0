import { formatLei } from "@/lib/domain/money/money"
import { unreachable } from "@/lib/domain/result"
import { formatInstant } from "@/lib/domain/time/civil-date"
import { monthCount } from "@/lib/domain/words/plural"
import type { LineNames, LineProblem, UnorderableLine } from "@/lib/orders/checkout/check-lines"
import type { Repeats } from "@/lib/orders/checkout/find-repeats"
import type { RepricedLine } from "@/lib/orders/checkout/place-order"

/** "Familia, 3 luni, pe „TV living”"; what is not known of a line is left out. */
export function lineName({ packageName, months, cardName }: LineNames): string {
  const goods = packageName && months ? `${packageName}, ${monthCount(months)}` : "Un pachet"
  return cardName ? `${goods}, pe „${cardName}”` : goods
}

export function problemSentence(problem: LineProblem): string {
  switch (problem) {
    case "card-removed":
      return "Smartcardul nu mai este în contul tău."
    case "card-blocked":
      return "Smartcardul este blocat: nu se poate cumpăra nimic pentru el."
    case "offer-ended":
      return "Oferta nu mai este la vânzare."
    default:
      return unreachable(problem)
  }
}

export const notOrderable = (lines: readonly UnorderableLine[]): string =>
  [
    "Nu am făcut comanda.",
    ...lines.map((line) => `${lineName(line)}: ${problemSentence(line.problem)}`),
    "Uită-te din nou la comandă.",
  ].join(" ")

export const priceChanged = (lines: readonly RepricedLine[]): string =>
  [
    "Prețul s-a schimbat între timp.",
    ...lines.map(
      (line) =>
        `${lineName(line)}: era ${formatLei(line.seenPriceBani)}, acum este ${formatLei(line.priceBani)}.`,
    ),
    "Uită-te la cel nou și comandă din nou dacă îți convine.",
  ].join(" ")

/** `nothingYet`: that nothing was ordered or paid by this click. */
export const repeated = (lines: Repeats["lines"], nothingYet: string): string =>
  [
    ...lines.map((line) => {
      const { orderNumber, paidAt } = line
      return `Ai plătit deja ${lineName(line)}: comanda ${orderNumber}, ${formatInstant(paidAt)}.`
    }),
    nothingYet,
    "Dacă vrei încă o dată același lucru, apasă din nou butonul.",
  ].join(" ")

export const tooManyOpen =
  "Ai trei comenzi pentru care ai început plata. Termină plata sau anulează una dintre ele în Comenzi, apoi comandă din nou."
