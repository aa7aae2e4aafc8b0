import { and, asc, eq, isNotNull, isNull } from "drizzle-orm"
import { invoices, orders, outboxMails, payments, refunds, subscriptions } from "@/db/schema"
import type { CustomerId, OrderId, PaymentId } from "@/lib/domain/ids/brand"
import { firstRow } from "./factories/rows"
import type { TestApp } from "./test-app"

/** Reads the rows that a test about money asserts. */
export const createMoneyRows = ({ db }: Pick<TestApp, "db">) => ({
  orderOf: async (id: OrderId) => firstRow(await db.select().from(orders).where(eq(orders.id, id))),

  paymentOf: async (orderId: OrderId) =>
    firstRow(await db.select().from(payments).where(eq(payments.orderId, orderId))),

  /** By attempt. */
  paymentsOf: (orderId: OrderId) =>
    db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.attempt)),

  refundsOf: (paymentId: PaymentId) => db.select().from(refunds).where(eq(refunds.paymentId, paymentId)),

  /** With the stornos. */
  invoicesOf: (orderId: OrderId) => db.select().from(invoices).where(eq(invoices.orderId, orderId)),

  /** Without the stornos. */
  invoiceOf: async (orderId: OrderId) =>
    firstRow(
      await db
        .select()
        .from(invoices)
        .where(and(eq(invoices.orderId, orderId), isNull(invoices.stornoOf))),
    ),

  stornosOf: (orderId: OrderId) =>
    db
      .select()
      .from(invoices)
      .where(and(eq(invoices.orderId, orderId), isNotNull(invoices.stornoOf))),

  subscriptionsOf: (customerId: CustomerId) =>
    db
      .select()
      .from(subscriptions)
      .where(eq(subscriptions.customerId, customerId))
      .orderBy(asc(subscriptions.id)),

  mailsWith: (dedupeKey: string) => db.$count(outboxMails, eq(outboxMails.dedupeKey, dedupeKey)),
})
