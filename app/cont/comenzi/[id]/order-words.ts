import type { AlertTone } from "@/components/ui/alert"
import { transferDays } from "@/lib/domain/money/late-transfer"
import { formatLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { type OrderState, orderSentences } from "@/lib/domain/money/order-state"
import { formatInstant } from "@/lib/domain/time/civil-date"
import type { HelpTopic } from "@/lib/domain/words/help-topics"
import { dayCount } from "@/lib/domain/words/plural"
import type { OrderView } from "@/lib/orders/order-view"

export const isWaiting = ({ subscription }: OrderView["lines"][number]) =>
  subscription?.state.kind === "ready"

/** What the order waits for or came to; it stands in place of the state's name. */
export function orderSentence({ state, lines, refunds, isTransferLate, expiresAt }: OrderView): string {
  if (state === "awaiting") return `Comanda așteaptă plata. O păstrăm până la ${formatInstant(expiresAt)}.`
  if (state === "review" && isTransferLate) return lateTransferWords
  if (state === "paid" && !lines.some(isWaiting)) return "Plata a reușit. Mulțumim!"
  if (state === "refunded" && refunds.some(({ status }) => status !== "succeeded")) {
    const isUnderWay = refunds.every(({ status }) => status !== "failed")
    return isUnderWay
      ? "Comanda nu mai este valabilă. Banii sunt pe drum înapoi."
      : "Comanda nu mai este valabilă. Banii nu au ajuns încă înapoi."
  }
  return orderSentences[state]
}

/** Back from the payment page, and nothing was paid there. */
export const unfinishedWords = ({ expiresAt }: Pick<OrderView, "expiresAt">): string =>
  `Nu ai terminat plata. Nu ți-am luat bani. Păstrăm comanda până la ${formatInstant(expiresAt)}.`

const lateTransferWords = `Transferul tău nu a ajuns la noi în ${dayCount(transferDays)}. Poți plăti din nou sau anula comanda. Dacă banii vin totuși după aceea, îți scriem și îi primești înapoi sau plătesc comanda.`

export const secondPaymentWords = {
  review:
    "Am primit încă o plată pentru această comandă. O verificăm și îți scriem imediat ce avem răspunsul.",
  refunded: "Ai plătit această comandă de două ori. A doua plată a fost trimisă înapoi.",
} as const

/** The VAT rate changed between the order and the payment. */
export function changedVatWords({ basisPoints, ordered }: OrderView["vat"]): string {
  if (!ordered) return ""
  const before = `${percentOf(ordered.basisPoints)} %, adică ${formatLei(ordered.vatBani)}`
  return `TVA-ul este cel din ziua plății, ${percentOf(basisPoints)} %; la comandă era ${before}. Totalul a rămas același.`
}

export const orderTones = {
  awaiting: "info",
  review: "warning",
  paid: "success",
  declined: "danger",
  cancelled: "info",
  refunded: "info",
} satisfies Record<OrderState, AlertTone>

/** The order was placed or Plătește was pressed, and no payment page could be opened. */
export const notStartedWords =
  "Pagina de plată nu s-a deschis. Comanda rămâne; încearcă din nou peste un minut."

export const cardUnusable = (cardName: string) =>
  `„${cardName}” nu mai este în contul tău sau este blocat: comanda nu se mai poate plăti. Anuleaz-o și comandă din nou.`

export function refundSentence({ amount, elsewhereAmount, ...refund }: OrderView["refunds"][number]): string {
  const whole = formatLei(amount)
  if (elsewhereAmount === 0 || elsewhereAmount === amount) return sentSentence(whole, refund)
  const rest = sentSentence(formatLei(amount - elsewhereAmount), refund)
  return `Din ${whole}, ${formatLei(elsewhereAmount)} ți-au fost trimiși deja înapoi. ${rest}`
}

type State = Pick<OrderView["refunds"][number], "status" | "isGivenUp" | "isWithoutMoney">

function sentSentence(sum: string, { status, isGivenUp, isWithoutMoney }: State): string {
  if (isWithoutMoney) return `${sum} s-au întors deja la tine, prin banca ta.`
  if (status === "succeeded")
    return `${sum} au fost trimiși înapoi, pe cardul sau în contul din care ai plătit.`
  if (isGivenUp)
    return `Banca nu a putut primi ${sum}. Căutăm altă cale; scrie-ne dacă ți s-a schimbat contul.`
  if (status === "failed") return `Banca nu a primit încă ${sum}. Încercăm din nou; nu trebuie să faci nimic.`
  return `${sum} sunt pe drum înapoi, pe cardul sau în contul din care ai plătit.`
}

/** The questions of the help that arise at an order in this state. */
export function orderQuestions(order: OrderView): readonly (readonly [HelpTopic, string])[] {
  const { state, lines, secondPayment } = order
  const wrongCard = ["smartcard-gresit", "Ai ales alt smartcard decât voiai?"] as const
  const twice = ["platit-de-doua-ori", "Ai plătit de două ori?"] as const
  if (state === "review") return [["plata-in-verificare", "Cât durează verificarea?"]]
  if (state === "declined") return [["plata-respinsa", "De ce nu a mers plata?"]]
  if (state !== "paid") return secondPayment ? [twice] : []
  const start = lines.some(isWaiting)
    ? (["platit-si-neactivat", "Cum pornesc pachetul?"] as const)
    : (["fara-imagine-dupa-plata", "Ai plătit și nu vezi nimic?"] as const)
  return [start, wrongCard, twice]
}
