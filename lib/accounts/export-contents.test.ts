import { getTableColumns, getTableName, isTable } from "drizzle-orm"
import type { PgTable } from "drizzle-orm/pg-core"
import { beforeAll, expect, test } from "vitest"
import * as schema from "@/db/schema"
import { makeFeed } from "@/lib/calendar/make-feed"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { deliverCommands } from "@/lib/subscriptions/deliver-commands"
import { known } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { aSession } from "@/tests/support/factories/customers"
import { aConfirmation, createShop } from "@/tests/support/factories/orders"
import { createMoneyRows } from "@/tests/support/money-rows"
import { useTestApp } from "@/tests/support/test-app"
import { createWithdrawals } from "@/tests/support/withdrawals"
import { exportAccount } from "./export-account"
import { requestPasswordReset } from "./request-password-reset"

const t = useTestApp()
const { paid, ordered } = createShop(t)
const { subscriptionsOf } = createMoneyRows(t)
const { confirm } = createWithdrawals(t)

/** Where each table with data of a customer stands in the export, and the columns that are left out of it. */
const exported: Record<string, { at: string; without: readonly string[] }> = {
  contact_requests: { at: "contactRequests.0", without: [] },
  customers: { at: "customer", without: ["passwordHash"] },
  smartcard_links: { at: "smartcards.0", without: ["smartcardId", "customerId"] },
  subscriptions: {
    at: "subscriptions.0",
    without: ["id", "smartcardId", "packageId", "customerId", "offerId"],
  },
  entitlement_commands: {
    at: "entitlementCommands.0",
    // How it was sent, which says nothing of the customer.
    without: ["id", "sequence", "subscriptionId", "attempts", "nextAttemptAt", "flaggedAt"],
  },
  carts: { at: "cart", without: ["customerId", "updatedAt"] },
  orders: { at: "orders.0", without: ["checkoutId"] },
  order_lines: { at: "orders.0.lines.0", without: [] },
  // Ids and addresses at the provider, and marks on the operator's list.
  payments: { at: "payments.0", without: ["id", "sessionId", "url", "providerPaymentId", "seenAt"] },
  refunds: {
    at: "refunds.0",
    without: ["id", "paymentId", "attempts", "unanswered", "nextAttemptAt", "providerRefundId"],
  },
  invoices: { at: "invoices.0", without: [] },
  invoice_lines: { at: "invoices.0.lines.0", without: ["id", "invoiceId", "position", "orderLineId"] },
  withdrawals: { at: "withdrawals.0", without: [] },
  billing_profiles: { at: "billingProfiles.0", without: ["customerId", "createdAt", "updatedAt"] },
  // What the calendar's address is made of.
  calendar_feeds: { at: "calendar", without: ["customerId", "seed", "tokenHash"] },
  sessions: { at: "sessions.0", without: ["keyHash", "deviceHash", "customerId"] },
  known_devices: { at: "devices.0", without: ["id", "keyHash", "previousKeyHash", "customerId"] },
  one_time_tokens: {
    at: "links.0",
    // The new address may be a stranger's.
    without: ["id", "tokenHash", "customerId", "signUpId", "newEmail"],
  },
  outbox_mails: {
    at: "mails.0",
    // Props hold one-time links; the rest says how the mail was sent.
    without: [
      "id",
      "lane",
      "priority",
      "customerId",
      "props",
      "dedupeKey",
      "batchId",
      "frozenAt",
      "providerId",
    ],
  },
  // The operator's person is another person.
  audit_events: { at: "events.0", without: ["id", "customerId", "operatorName"] },
}

const leftOut: Record<string, string> = {
  expiry_alerts: "says that a reminder was made; the reminder stands under mails",
  invoice_pdfs: "made from the invoices; the customer downloads each",
  mail_events: "the provider's events, whose outcome stands with each mail",
  outbox_batches: "mails that are being sent, with one-time links; erased once sent",
  outbox_claims: "which process sends",
  outbox_pause: "whether mail is paused for everybody",
  payment_events: "the provider's events, whose outcome stands with each payment",
  closed_links: "of accounts that closed or left an address, under a hash, at most a week",
  unmatched_payments: "money that names a payment which is not here, and so no customer",
  rate_limits: "counts under a hash, at most a week",
  sign_ups: "of an address that is not confirmed: perhaps another person's, erased when it is confirmed",
  smartcards: "the operator's register; the customer's serials stand under smartcards",
  invoice_series: "the next number",
  offers: "the catalogue",
  package_channels: "the catalogue",
  packages: "the catalogue",
  vat_rates: "the law's",
}

let content: unknown

beforeAll(async () => {
  const order = await paid()
  await aSession(t.app, { customerId: order.customerId })
  await ordered(order)
  const asked = { customerId: order.customerId, client: aClient(), seenStartsAt: null, isExpress: true }
  const [first] = await subscriptionsOf(order.customerId)
  await activateSubscription(t.app, { ...asked, id: known(first).id })
  await deliverCommands(t.app)
  t.clock.advance(3 * dayMs)
  const withdrawn = await confirm(order)
  if (!withdrawn.ok) throw new Error(withdrawn.reason)
  await sendRefund(t.app, withdrawn.value.refundId)
  await aConfirmation(t.app, order)
  await requestPasswordReset(t.app, order.email)
  await t.db.insert(schema.contactRequests).values({
    ...{ customerId: order.customerId, fullName: "Ana Popescu", email: order.email, subject: "payment" },
    ...{ message: "Unde e factura?", receivedAt: t.app.now(), dueAt: later(t.app.now(), 30 * dayMs) },
  })
  await makeFeed(t.app, { customerId: order.customerId, client: aClient() })
  await t.db.insert(schema.knownDevices).values({
    ...{ customerId: order.customerId, keyHash: new Uint8Array(32) },
    ...{ createdAt: t.app.now(), lastUsedAt: t.app.now() },
  })
  const made = await exportAccount(t.app, { customerId: order.customerId, client: aClient() })
  if (!made.ok) throw new Error(made.reason)
  content = JSON.parse(JSON.stringify(made.value))
})

/** The value at a path like "orders.0.lines.0". */
const at = (path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], content)

const tables: PgTable[] = Object.values<unknown>(schema).filter((one): one is PgTable => isTable(one))

test("every table is in the export or left out for a reason", () => {
  const named = [...Object.keys(exported), ...Object.keys(leftOut)].sort()
  expect(named).toEqual(tables.map(getTableName).sort())
})

test.each(tables.map((table) => [getTableName(table), table] as const))(
  "%s: every column is in the export, or left out by name",
  (name, table) => {
    const where = exported[name]
    if (!where) return expect(leftOut[name]).toBeTruthy()
    const found = Object.keys(at(where.at) ?? {})
    const wanted = Object.keys(getTableColumns(table)).filter((column) => !where.without.includes(column))
    expect(wanted.filter((column) => !found.includes(column))).toEqual([])
    expect(where.without.filter((column) => found.includes(column))).toEqual([])
  },
)

test("the consent to an early start, the refund and the withdrawal are there with their content", () => {
  expect(content).toMatchObject({
    subscriptions: expect.arrayContaining([
      expect.objectContaining({ expressRequest: expect.any(String), activatedAt: expect.any(String) }),
    ]),
    entitlementCommands: [{ type: "grant", status: "acknowledged" }, { type: "revoke" }],
    cart: { items: [{ offerCode: expect.any(String) }, {}, {}] },
    orders: [{ status: "refunded", lines: [{}, {}, {}] }, { status: "open" }],
    payments: [{ status: "paid", dispute: null, receivedAt: expect.any(String) }],
    refunds: [{ status: "succeeded", reason: "withdrawal" }],
    invoices: [{ stornoOf: null }, { stornoOf: { series: "FS" } }],
    withdrawals: [{ content: expect.stringContaining("mă retrag") }],
    mails: expect.arrayContaining([expect.objectContaining({ kind: "withdrawal", delivery: null })]),
  })
})
