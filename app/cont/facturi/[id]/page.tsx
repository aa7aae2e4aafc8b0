import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { cache } from "react"
import { currentCustomer, requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import {
  buyerLines,
  type InvoiceDocument,
  invoiceNotes,
  invoiceTitle,
  issuedOn,
  lineFigures,
  paidEarlierOn,
  sellerLines,
  withGroupedSerials,
} from "@/lib/domain/money/invoice"
import { formatLei } from "@/lib/domain/money/money"
import { percentOf } from "@/lib/domain/money/order-price"
import { findOwnInvoice } from "@/lib/orders/invoice/find-own-invoice"
import { orderPaths } from "@/lib/paths"
import { MailForm } from "./mail-form"

type Props = { readonly params: Promise<{ id: string }> }

/** Read once for the title and the page. */
const readOwn = cache(async (text: string) => {
  const customer = await currentCustomer()
  const id = parseId<InvoiceId>(text)
  return customer && id && (await findOwnInvoice(app(), { customerId: customer.id, id }))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const invoice = await readOwn((await params).id)
  return { title: invoice ? invoiceTitle(invoice) : "Factura" }
}

export default async function InvoicePage({ params }: Props) {
  await requireCustomer()
  const invoice = await readOwn((await params).id)
  if (!invoice) notFound()
  const paidOn = paidEarlierOn(invoice)
  const line = invoice.seller.isVatPayer ? lineWithVat : lineWithoutVat
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">{invoiceTitle(invoice)}</h1>
      <p className="mt-1 text-muted figures">
        Emisă la {issuedOn(invoice)}
        {paidOn && `, încasată la ${paidOn},`} pentru{" "}
        <a className="link" href={orderPaths.one(invoice.orderId)}>
          comanda {invoice.orderNumber}
        </a>
      </p>
      <article aria-label={invoiceTitle(invoice)} className="mt-6 rounded-card border border-line bg-paper">
        <div className="grid gap-5 p-5 md:grid-cols-2">
          <Party title="Furnizor" lines={sellerLines(invoice.seller)} />
          <Party title="Cumpărător" lines={buyerLines(invoice.buyer)} />
        </div>
        <ul className="border-line border-t px-5">{invoice.lines.map(line)}</ul>
        <Totals invoice={invoice} />
        <div className="grid gap-1 border-line border-t p-5 text-muted text-small">
          {invoiceNotes(invoice).map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      </article>
      <div className="mt-5 flex flex-wrap items-start gap-3">
        <LinkButton href={orderPaths.invoicePdf(invoice.id)}>Deschide PDF</LinkButton>
        <MailForm id={invoice.id} />
      </div>
      <HelpLinks className="mt-3" links={[["factura-gresita", "Datele sunt greșite?"]]} />
    </div>
  )
}

function Party({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const [name, ...rest] = lines
  return (
    <section aria-label={title} className="wrap-anywhere">
      <h2 className="text-muted text-small">{title}</h2>
      <p className="font-strong">{name}</p>
      {rest.map((text) => (
        <p key={text} className="text-small figures">
          {text}
        </p>
      ))}
    </section>
  )
}

type Line = InvoiceDocument["lines"][number]

function lineWithVat(line: Line, at: number) {
  const { quantity, unitBani, vatBani } = lineFigures(line)
  return invoiceLine(line, at, `${quantity} × ${formatLei(unitBani)} fără TVA, TVA ${formatLei(vatBani)}`)
}

function lineWithoutVat(line: Line, at: number) {
  const { quantity, unitBani } = lineFigures(line)
  return invoiceLine(line, at, `${quantity} × ${formatLei(unitBani)}`)
}

function invoiceLine({ text, priceBani }: Line, at: number, figures: string) {
  return (
    <li key={at} className="flex justify-between gap-4 border-line border-t py-4 first:border-t-0">
      <div className="wrap-anywhere">
        <p>{withGroupedSerials(text)}</p>
        <p className="text-muted text-small figures">{figures}</p>
      </div>
      <p className="shrink-0 whitespace-nowrap figures">{formatLei(priceBani)}</p>
    </li>
  )
}

function Totals({ invoice }: { readonly invoice: InvoiceDocument }) {
  const { seller, totalBani, vatBani, vatBasisPoints } = invoice
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-line border-t p-5 figures">
      {seller.isVatPayer && (
        <>
          <dt className="text-muted">Total fără TVA</dt>
          <dd className="text-right">{formatLei(totalBani - vatBani)}</dd>
          <dt className="text-muted">TVA {percentOf(vatBasisPoints)} %</dt>
          <dd className="text-right">{formatLei(vatBani)}</dd>
        </>
      )}
      <dt className="font-strong text-lead">Total</dt>
      <dd className="text-right font-strong text-lead">{formatLei(totalBani)}</dd>
    </dl>
  )
}
