import { formatAmount, formatLei } from "@/lib/domain/money/money"
import { firstName } from "@/lib/domain/people/full-name"
import { monthCount } from "@/lib/domain/words/plural"
import { button, type MailBlock, type MailText, paragraph } from "./content"

type PaidOrder = {
  fullName: string
  number: number
  totalBani: number
  invoice: string
  items: readonly Item[]
  orderUrl: string
}

type Item = {
  packageName: string
  months: number
  cardName: string
  priceBani: number
  activateUrl: string | null
}

export function orderPaidMail({
  fullName,
  number,
  totalBani,
  invoice,
  items,
  orderUrl,
}: PaidOrder): MailText {
  return {
    subject: `Plata a reușit: comanda ${number}`,
    preview: "Pachetul te așteaptă: îl activezi oricând, cu un singur clic.",
    heading: `Mulțumim, ${firstName(fullName)}!`,
    blocks: [
      paragraph("Plata a reușit. Pachetul te așteaptă: îl activezi oricând, cu un singur clic."),
      ...items.flatMap((item) => [itemOf(item), ...activation(item, items.length > 1)]),
      paragraph(`Total plătit, cu TVA: ${formatLei(totalBani)}. Factura ${invoice} este atașată.`),
      ...(items.some(({ activateUrl }) => activateUrl) ? [] : [button("Vezi comanda", orderUrl)]),
    ],
  }
}

function activation({ packageName, cardName, activateUrl }: Item, isOneOfMany: boolean): MailBlock[] {
  if (!activateUrl) return []
  return [button(isOneOfMany ? `Activează ${packageName} pe „${cardName}”` : "Activează", activateUrl)]
}

const itemOf = ({ packageName, months, cardName, priceBani }: Item): MailBlock => ({
  kind: "item",
  title: `${packageName}, ${monthCount(months)}`,
  warning: "Plătit – neactivat",
  lines: [`Pe „${cardName}”`, formatLei(priceBani)],
})

export function paymentRefundedMail(props: {
  fullName: string
  number: number
  amount: number
  currency: string
  orderUrl: string
}): MailText {
  const sum = formatAmount(props.amount, props.currency)
  return {
    subject: `Ți-am trimis banii înapoi: comanda ${props.number}`,
    preview: `${sum} se întorc pe cardul sau în contul din care ai plătit.`,
    heading: "Ți-am trimis banii înapoi",
    blocks: [
      paragraph(
        `Bună, ${firstName(props.fullName)}! Am verificat plata pentru comanda ${props.number} și nu am putut-o folosi.`,
      ),
      paragraph(
        `Ți-am trimis înapoi ${sum}, pe cardul sau în contul din care ai plătit. De obicei ajung în 5–10 zile, după bancă.`,
      ),
      button("Vezi comanda", props.orderUrl),
    ],
  }
}

export function withdrawalMail(props: {
  fullName: string
  number: number
  at: string
  content: string
  refundBani: number
  storno: string
  orderUrl: string
}): MailText {
  const { fullName, number, at, content, refundBani, storno, orderUrl } = props
  return {
    subject: `Retragerea ta din contract a fost înregistrată: nr. ${number}`,
    preview: `Îți trimitem înapoi ${formatLei(refundBani)}.`,
    heading: "Retragerea ta a fost înregistrată",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Am primit retragerea ta din contract ${at}, cu numărul ${number}.`,
      ),
      ...content.split("\n").map(paragraph),
      paragraph(
        `Îți trimitem înapoi ${formatLei(refundBani)}, pe cardul sau în contul din care ai plătit, în cel mult 14 zile. Factura storno ${storno} este atașată.`,
      ),
      button("Vezi comanda", orderUrl),
    ],
  }
}

export function orderRefundedMail(props: {
  fullName: string
  number: number
  refundBani: number
  storno: string
  items: readonly Omit<Item, "activateUrl">[]
  orderUrl: string
}): MailText {
  const { fullName, number, refundBani, storno, items, orderUrl } = props
  return {
    subject: `Ți-am trimis banii înapoi: comanda ${number}`,
    preview: `${formatLei(refundBani)} se întorc pe cardul sau în contul din care ai plătit.`,
    heading: "Ți-am trimis banii înapoi",
    blocks: [
      paragraph(`Bună, ${firstName(fullName)}! Am anulat din comanda ${number}:`),
      ...items.map((item) => ({ ...itemOf({ ...item, activateUrl: null }), warning: "Rambursat" })),
      paragraph(
        `Îți trimitem înapoi ${formatLei(refundBani)}, pe cardul sau în contul din care ai plătit. De obicei ajung în 5–10 zile, după bancă. Factura storno ${storno} este atașată.`,
      ),
      button("Vezi comanda", orderUrl),
    ],
  }
}

export function invoiceMail(props: { fullName: string; title: string; ordersUrl: string }): MailText {
  const { fullName, title, ordersUrl } = props
  return {
    subject: title,
    preview: `${title} este atașată, în format PDF.`,
    heading: title,
    blocks: [
      paragraph(`Bună, ${firstName(fullName)}! ${title} este atașată, în format PDF, așa cum ai cerut.`),
      button("Vezi comenzile tale", ordersUrl),
    ],
  }
}
