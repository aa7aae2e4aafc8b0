import type { InvoiceId } from "@/lib/domain/ids/brand"
import { firstName } from "@/lib/domain/people/full-name"
import { paths } from "@/lib/paths"
import { button, paragraph } from "./content"
import type { MailDefinition } from "./definition"
import { fullName } from "./sample-values"

type Props = {
  readonly fullName: string
  readonly title: string
  readonly invoiceIds: readonly InvoiceId[]
}

/** An invoice again, because the customer asked for it. */
export const invoice = {
  kind: "invoice",
  lane: "orders",
  write: ({ fullName, title }, links) => ({
    subject: title,
    preview: `${title} este atașată, în format PDF.`,
    heading: title,
    blocks: [
      paragraph(`Bună, ${firstName(fullName)}! ${title} este atașată, în format PDF, așa cum ai cerut.`),
      button("Vezi comenzile tale", links.url(paths.orders)),
    ],
  }),
  attachedInvoices: ({ invoiceIds }) => invoiceIds,
  samples: [{ fullName, title: "Factura FS 12", invoiceIds: [] }],
} satisfies MailDefinition<Props>
