import type { InvoiceId } from "@/lib/domain/ids/brand"
import { refundWords } from "@/lib/domain/money/refund-words"
import { firstName } from "@/lib/domain/people/full-name"
import {
  addDays,
  bucharestDate,
  type CivilDate,
  formatDate,
  instantInWords,
} from "@/lib/domain/time/civil-date"
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
  /** Queued periods that became ready again; left out of mails stored by earlier versions. */
  readonly released?: readonly string[]
  /** The day of the customer's letter or call, where the operator entered it. */
  readonly notifiedOn?: CivilDate
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
      ...{ number: 1_002, at: noon, refundBani: 12_900, storno: "FS 14", invoiceIds: [] },
      content: declaration.replace(
        "Subsemnatul/subsemnata Ana Popescu (ana@exemplu.ro) vă informez că mă retrag",
        "Ana Popescu (ana@exemplu.ro) ne-a anunțat pe 22.11.2026, altfel decât prin cont, că se retrage",
      ),
      released: ["Familia, 1 lună, pe „TV living”"],
      notifiedOn: addDays(bucharestDate(new Date(noon)), -1),
    },
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

function write(props: Props, links: MailLinks): MailText {
  const { orderId, number, content, refundBani, elsewhereBani, storno, released = [], notifiedOn } = props
  // What went back before is promised no second time.
  const within = (elsewhereBani ?? 0) < refundBani ? ", în cel mult 14 zile" : ""
  const queued = released.map((text) => paragraph(`${text}, plătit, te așteaptă: îl pornești când vrei.`))
  return {
    subject: `Retragerea ta din contract a fost înregistrată: nr. ${number}`,
    preview: `${refundWords({ refundBani, elsewhereBani })}.`,
    heading: "Retragerea ta a fost înregistrată",
    blocks: [
      paragraph(opening(props)),
      ...content.split("\n").map(paragraph),
      paragraph(
        `${refundWords({ refundBani, elsewhereBani })}${within}. Factura storno ${storno} este atașată.`,
      ),
      ...queued,
      ...(notifiedOn
        ? [paragraph(`Nu tu ne-ai anunțat? Sună imediat la Relații Clienți: ${links.supportPhone}.`)]
        : []),
      button("Vezi comanda", links.url(orderPaths.one(orderId))),
    ],
  }
}

function opening({ fullName, number, at, notifiedOn }: Props): string {
  const [hello, recorded] = [`Bună, ${firstName(fullName)}!`, instantInWords(new Date(at))]
  if (!notifiedOn) return `${hello} Am primit retragerea ta din contract ${recorded}, cu numărul ${number}.`
  return `${hello} Am înregistrat ${recorded}, cu numărul ${number}, retragerea din contract de care ne-ai anunțat pe ${formatDate(notifiedOn)}.`
}
