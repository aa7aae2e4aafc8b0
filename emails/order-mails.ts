import { firstName } from "@/lib/domain/full-name"
import { formatLei } from "@/lib/domain/money"
import { monthCount } from "@/lib/domain/plural"
import { button, type MailBlock, type MailText, paragraph } from "./content"

type PaidOrder = {
  fullName: string
  number: number
  totalBani: number
  invoice: string
  items: readonly { packageName: string; months: number; cardName: string; priceBani: number }[]
  orderUrl: string
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
      ...items.map(itemOf),
      paragraph(`Total plătit, cu TVA: ${formatLei(totalBani)}. Factura ${invoice}.`),
      button("Vezi comanda", orderUrl),
    ],
  }
}

const itemOf = ({ packageName, months, cardName, priceBani }: PaidOrder["items"][number]): MailBlock => ({
  kind: "item",
  title: `${packageName}, ${monthCount(months)}`,
  warning: "Plătit – neactivat",
  lines: [`Pe „${cardName}”`, formatLei(priceBani)],
})
