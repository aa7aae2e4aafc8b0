import "server-only"
import { listInvoicesOfOrders, listInvoiceYears } from "@/db/queries/invoices"
import { listOwnOrders } from "@/db/queries/order-lists"
import { findFirstOrderAt } from "@/db/queries/orders"
import { listPaymentStatuses } from "@/db/queries/payments"
import type { App } from "@/lib/app"
import type { CustomerId, InvoiceId, OrderId } from "@/lib/domain/ids/brand"
import { invoiceTitle } from "@/lib/domain/money/invoice"
import { type OrderState, orderState } from "@/lib/domain/money/order-state"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { yearBounds, yearOf } from "@/lib/domain/time/year"

export const ordersOnPage = 20

type ListOrdersOptions = {
  readonly customerId: CustomerId
  readonly search: string
  /** A year in Europe/Bucharest; null: all years. */
  readonly year: number | null
  /** From 1. */
  readonly page: number
}

export type OrderList = {
  /** Years with orders, newest first; empty without any order. */
  readonly years: readonly number[]
  /** Years with invoices, newest first. */
  readonly invoiceYears: readonly number[]
  /** The number of matches on all pages. */
  readonly found: number
  readonly orders: readonly {
    readonly id: OrderId
    readonly number: number
    readonly totalBani: number
    readonly orderedOn: CivilDate
    readonly state: OrderState
    readonly invoices: readonly { readonly id: InvoiceId; readonly title: string }[]
  }[]
}

/**
 * A page of the customer's orders with their invoices, newest first, and the years with orders and with
 * invoices. Five statements.
 */
export async function listOrders(
  app: App,
  { customerId, search, year, page }: ListOrdersOptions,
): Promise<OrderList> {
  const { from, until } = year === null ? { from: null, until: null } : yearBounds(year)
  const filter = { customerId, search: search.trim(), from, until }
  const [rows, firstAt, invoiceYears] = await Promise.all([
    listOwnOrders(app.db, filter, { limit: ordersOnPage, offset: (page - 1) * ordersOnPage }),
    findFirstOrderAt(app.db, customerId),
    listInvoiceYears(app.db, customerId),
  ])
  const ids = rows.map(({ id }) => id)
  const [payments, invoices] = await Promise.all([
    listPaymentStatuses(app.db, ids),
    listInvoicesOfOrders(app.db, ids),
  ])
  return {
    years: firstAt ? yearsSince(yearOf(firstAt), yearOf(app.now())) : [],
    invoiceYears,
    found: rows[0]?.found ?? 0,
    orders: rows.map(({ id, number, status, totalBani, createdAt }) => ({
      id,
      number,
      totalBani,
      orderedOn: bucharestDate(createdAt),
      state: orderState(status, payments.get(id) ?? []),
      invoices: (invoices.get(id) ?? []).map((one) => ({ id: one.id, title: invoiceTitle(one) })),
    })),
  }
}

const yearsSince = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => last - at)
