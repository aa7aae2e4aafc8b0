import type { InvoiceId } from "@/lib/domain/ids/brand"
import { refundWords } from "@/lib/domain/money/refund-words"
import { firstName } from "@/lib/domain/people/full-name"
import { instantInWords } from "@/lib/domain/time/civil-date"
import { orderPaths } from "@/lib/paths"
import { button, type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { noon, orderSample } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly orderId: string
  /** Of the withdrawal, not of the order. */
  readonly number: number
  readonly at: string
  /** The declaration, word for word. */
  readonly content: string
  readonly refundBani: number
  readonly elsewhereBani?: number
  readonly storno: string
  readonly invoiceIds: readonly InvoiceId[]
}

const declaration =
  "Subsemnatul/subsemnata Ana Popescu (ana@exemplu.ro) vă informez că mă retrag din contractul încheiat prin comanda 100001 din 22.11.2026, 10:15, pentru:\n- Familia, 3 luni, pe „TV living”, smartcard 12345678901: 129,00 lei"

/** Acknowledges a withdrawal with its declaration, date, time and number. */
export const withdrawal = {
  kind: "withdrawal",
  lane: "orders",
  write,
  attachedInvoices: ({ invoiceIds }) => invoiceIds,
  samples: [
    {
      ...orderSample,
      number: 1_001,
      at: noon,
      content: declaration,
      refundBani: 12_900,
      storno: "FS 13",
    },
  ],
} satisfies MailDefinition<Props>

function write(
  { fullName, orderId, number, at, content, refundBani, elsewhereBani, storno }: Props,
  links: MailLinks,
): MailText {
  // What went back before is promised no second time.
  const within = (elsewhereBani ?? 0) < refundBani ? ", în cel mult 14 zile" : ""
  return {
    subject: `Retragerea ta din contract a fost înregistrată: nr. ${number}`,
    preview: `${refundWords({ refundBani, elsewhereBani })}.`,
    heading: "Retragerea ta a fost înregistrată",
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Am primit retragerea ta din contract ${instantInWords(new Date(at))}, cu numărul ${number}.`,
      ),
      ...content.split("\n").map(paragraph),
      paragraph(
        `${refundWords({ refundBani, elsewhereBani })}${within}. Factura storno ${storno} este atașată.`,
      ),
      button("Vezi comanda", links.url(orderPaths.one(orderId))),
    ],
  }
}
