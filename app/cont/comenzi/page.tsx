import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { FlashMessage } from "@/app/_server/flash-message"
import { OrderBadge } from "@/components/account/order-badge"
import { HelpLinks } from "@/components/site/help-links"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { LinkButton } from "@/components/ui/link-button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import { app } from "@/lib/app-context"
import { formatLei } from "@/lib/domain/money/money"
import { formatDate } from "@/lib/domain/time/civil-date"
import { parseYear } from "@/lib/domain/time/year"
import { orderCount } from "@/lib/domain/words/plural"
import { listOrders, type OrderList, ordersOnPage } from "@/lib/orders/list-orders"
import { orderPaths, paths, queryNames } from "@/lib/paths"

export const metadata: Metadata = { title: "Comenzi" }

type Query = {
  readonly [queryNames.search]?: string | string[]
  readonly [queryNames.year]?: string | string[]
  readonly [queryNames.page]?: string | string[]
}
type Listed = OrderList
type Asked = { readonly search: string; readonly year: number | null; readonly page: number }

export default async function OrdersPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const asked = askedOf(await searchParams)
  const listed = await listOrders(app(), { customerId: customer.id, ...asked })
  return (
    <>
      <h1 className="text-display">Comenzi</h1>
      <FlashMessage className="mt-4" />
      {listed.years.length === 0 ? (
        <div className="mt-6">
          <EmptyState
            drawing="receipt"
            title="Nu ai nicio comandă"
            action={<LinkButton href={paths.topUp}>Reîncarcă un smartcard</LinkButton>}
          />
        </div>
      ) : (
        <>
          {isSearched(asked, listed) && <FilterForm asked={asked} years={listed.years} />}
          <Found asked={asked} listed={listed} />
          <HelpLinks
            className="mt-4"
            links={[
              ["unde-e-factura", "Unde găsești factura?"],
              ["platit-de-doua-ori", "Ai plătit de două ori?"],
            ]}
          />
        </>
      )}
    </>
  )
}

/** From this many orders on there is something to search in. */
const searchFrom = 10

const isSearched = ({ search, year }: Asked, { found }: Listed) =>
  search !== "" || year !== null || found >= searchFrom

const longestSearch = 60
const lastPage = 10_000

function askedOf(query: Query): Asked {
  const search = query[queryNames.search]
  const year = query[queryNames.year]
  const page = Math.trunc(Number(query[queryNames.page]))
  return {
    search: typeof search === "string" ? search.replaceAll("\0", "").trim().slice(0, longestSearch) : "",
    year: typeof year === "string" ? parseYear(year) : null,
    page: page >= 1 && page <= lastPage ? page : 1,
  }
}

function FilterForm({ asked, years }: { readonly asked: Asked; readonly years: readonly number[] }) {
  return (
    <search className="mt-4 block">
      <form action={paths.orders} className="grid items-end gap-4 sm:grid-cols-[1fr_auto_auto]">
        <TextField
          type="search"
          name={queryNames.search}
          label="Caută după număr, factură, pachet sau smartcard"
          defaultValue={asked.search}
          maxLength={longestSearch}
          required={false}
        />
        <SelectField
          name={queryNames.year}
          required={false}
          label="Anul"
          empty="Toți anii"
          defaultValue={asked.year ?? ""}
          choices={years.map((year) => [String(year), String(year)])}
        />
        <Button type="submit" tone="outline" className="min-h-13">
          Caută
        </Button>
      </form>
    </search>
  )
}

function Found({ asked, listed }: { readonly asked: Asked; readonly listed: Listed }) {
  const { orders, found, invoiceYears } = listed
  const fileYear = invoiceYears.find((year) => asked.year === null || year === asked.year)
  return (
    <>
      <div className="mt-5 flex flex-wrap items-center justify-between gap-x-6">
        <p className="text-muted figures" role="status">
          {foundWords(asked, listed)}
        </p>
        {fileYear && (
          <a className="inline-flex min-h-12 items-center link" href={orderPaths.invoicesOfYear(fileYear)}>
            Facturile din {fileYear} într-un PDF
          </a>
        )}
      </div>
      {orders.length > 0 && (
        <ul className="mt-2 rounded-card border border-line bg-paper">{orders.map(orderRow)}</ul>
      )}
      {(asked.page > 1 || found > asked.page * ordersOnPage) && <Pages asked={asked} found={found} />}
    </>
  )
}

function foundWords({ page }: Asked, { orders, found }: Listed): string {
  if (orders.length === 0) return "Nu am găsit nicio comandă. Caută altceva sau alege toți anii."
  const first = (page - 1) * ordersOnPage + 1
  if (found <= ordersOnPage) return orderCount(found)
  return `${first}–${first + orders.length - 1} din ${orderCount(found)}`
}

function orderRow({ id, number, state, totalBani, orderedOn, invoices }: Listed["orders"][number]) {
  return (
    <li key={id} className="relative border-line border-t px-5 py-3 first:border-t-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <a
            href={orderPaths.one(id)}
            className="inline-flex min-h-12 items-center font-strong link after:absolute after:inset-0"
          >
            Comanda {number}
          </a>
          <p className="text-muted text-small figures">
            {formatDate(orderedOn)} · {formatLei(totalBani)}
          </p>
        </div>
        <OrderBadge state={state} />
      </div>
      {invoices.length > 0 && (
        <p className="flex flex-wrap gap-x-6 text-small">
          {invoices.map((invoice) => (
            <a
              key={invoice.id}
              href={orderPaths.invoice(invoice.id)}
              className="relative z-1 inline-flex min-h-12 items-center link"
            >
              {invoice.title}
            </a>
          ))}
        </p>
      )}
    </li>
  )
}

function Pages({ asked, found }: { readonly asked: Asked; readonly found: number }) {
  const { page } = asked
  return (
    <nav aria-label="Pagini" className="mt-4 flex flex-wrap justify-between gap-3">
      {page > 1 && (
        <LinkButton tone="outline" href={orderPaths.list({ ...asked, page: page - 1 })}>
          Mai noi
        </LinkButton>
      )}
      {found > page * ordersOnPage && (
        <LinkButton tone="outline" className="ml-auto" href={orderPaths.list({ ...asked, page: page + 1 })}>
          Mai vechi
        </LinkButton>
      )}
    </nav>
  )
}
