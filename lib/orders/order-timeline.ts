import "server-only"
import { invoiceTitle } from "@/lib/domain/money/invoice"

/** One thing that happened to an order. */
export type OrderEvent = { readonly at: Date } & (
  | { readonly kind: "ordered" | "cancelled" }
  | { readonly kind: "paid" | "sent-back"; readonly amountBani: number }
  | { readonly kind: "invoiced"; readonly title: string }
  | { readonly kind: "activated"; readonly packageName: string; readonly cardName: string }
)

type InvoiceName = Parameters<typeof invoiceTitle>[0]

type ReadOrder = {
  readonly order: {
    readonly status: string
    readonly totalBani: number
    readonly createdAt: Date
    readonly paidAt: Date | null
    readonly closedAt: Date | null
  }
  readonly lines: readonly { readonly id: string; readonly packageName: string; readonly cardName: string }[]
  readonly invoices: readonly (InvoiceName & { readonly issuedAt: Date })[]
  readonly subscriptions: readonly {
    readonly orderLineId: string | null
    readonly activatedAt: Date | null
  }[]
  readonly refunds: readonly {
    readonly amount: number
    readonly status: string
    readonly settledAt: Date | null
  }[]
}

/** What happened when, oldest first: ordered, paid, invoiced, activated, money sent back, or cancelled. */
export function orderTimeline({ order, invoices, refunds, ...bought }: ReadOrder): OrderEvent[] {
  const { status, totalBani, createdAt, paidAt, closedAt } = order
  const events: OrderEvent[] = [
    { kind: "ordered", at: createdAt },
    ...(paidAt ? [{ kind: "paid" as const, at: paidAt, amountBani: totalBani }] : []),
    ...invoices.map((one) => ({ kind: "invoiced" as const, at: one.issuedAt, title: invoiceTitle(one) })),
    ...activations(bought),
    ...refunds.flatMap(({ amount, status: sent, settledAt }) =>
      sent === "succeeded" && settledAt
        ? [{ kind: "sent-back" as const, at: settledAt, amountBani: amount }]
        : [],
    ),
    ...(status === "cancelled" && closedAt ? [{ kind: "cancelled" as const, at: closedAt }] : []),
  ]
  return events.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

function activations({ lines, subscriptions }: Pick<ReadOrder, "lines" | "subscriptions">): OrderEvent[] {
  return lines.flatMap(({ id, packageName, cardName }) => {
    const at = subscriptions.find(({ orderLineId }) => orderLineId === id)?.activatedAt
    return at ? [{ kind: "activated" as const, at, packageName, cardName }] : []
  })
}
