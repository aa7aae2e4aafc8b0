import { formatLei } from "@/lib/domain/money/money"
import { signalMinutes, signalSentAt } from "@/lib/domain/packages/entitlement"
import { type CivilDate, formatClock } from "@/lib/domain/time/civil-date"
import { onDay } from "@/lib/domain/words/overview-words"
import { minuteCount } from "@/lib/domain/words/plural"
import { orderPaths, paths, queryNames } from "@/lib/paths"
import type { PictureStep } from "@/lib/subscriptions/picture-steps"
import { todoWords } from "../_overview/todo-words"

/** A reason in words, with the link that helps. */
export type PictureWords = {
  readonly title: string
  readonly rest: string
  readonly link: {
    readonly href: string
    readonly words: string
    /** For those who hear the page, where two links would read the same. */
    readonly about?: string
  } | null
}

type Of<Kind extends PictureStep["kind"]> = Extract<PictureStep, { readonly kind: Kind }>
type OnCard = { readonly linkId: string; readonly today: CivilDate }

const inMinutes = minuteCount(signalMinutes)

export const activateWords = ({ id, name, wasRefused }: Of<"activate">): PictureWords => ({
  title: `Pachetul ${name} e plătit și nu e pornit.`,
  rest: wasRefused
    ? "Activarea nu a reușit și nu ai pierdut nimic. Încearcă din nou."
    : `Pornește-l, apoi imaginea vine în cel mult ${inMinutes}.`,
  link: { href: orderPaths.activation(id), words: `Activează ${name}` },
})

export const waitWords = `Apoi lasă decodorul pornit pe un canal codat până la ${inMinutes}.`

/** When the signal set out, until when to wait, and what comes after that. */
export function signalWords({ name, until, isAgain }: Of<"signal">): string {
  const [sent, over] = [signalSentAt(until), new Date(until)].map(formatClock)
  const began = isAgain
    ? `Am trimis din nou semnalul pentru ${name} la ${sent}.`
    : `Activarea pachetului ${name} a pornit la ${sent}.`
  return `${began} Lasă decodorul pornit pe un canal codat până la ${inMinutes}. Nu ai imagine nici la ${over}? Fă pașii de mai jos.`
}

export function orderWords({ order }: Of<"order">, today: CivilDate): PictureWords {
  const { title, rest, href, button } = todoWords({ kind: "order", order }, today)
  return { title: `${title}.`, rest, link: { href, words: button, about: ` ${order.number}` } }
}

export const startsWords = ({ name, firstDay }: Of<"starts">, today: CivilDate): PictureWords => ({
  title: `${name} începe ${onDay(firstDay, today)}.`,
  rest: "Până atunci canalele pachetului nu au imagine.",
  link: null,
})

export function endedWords({ name, lastDay, sale }: Of<"ended">, { linkId, today }: OnCard): PictureWords {
  const link = sale
    ? { href: orderPaths.confirmOf([sale]), words: `Reînnoiește · ${formatLei(sale.priceBani)}` }
    : { href: topUpFor(linkId), words: "Alege un pachet" }
  return {
    title: `${name} a expirat ${onDay(lastDay, today)}.`,
    rest: "",
    link: { ...link, about: sale ? `, ${name}` : `, în loc de ${name}` },
  }
}

export const chooseWords = (linkId: string): PictureWords => ({
  title: "Pe acest smartcard nu e niciun pachet.",
  rest: "Ai plătit? Vezi dacă seria de sus e a smartcardului din decodor.",
  link: { href: topUpFor(linkId), words: "Alege un pachet" },
})

const topUpFor = (linkId: string) => `${paths.topUp}?${queryNames.card}=${linkId}`
