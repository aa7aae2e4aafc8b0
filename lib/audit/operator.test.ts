import { desc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, smartcards } from "@/db/schema"
import { exportAccount } from "@/lib/accounts/export-account"
import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import type { AuditKind } from "@/lib/domain/audit"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { exportInvoices } from "@/lib/orders/invoice/export-invoices"
import { allowSmartcards } from "@/lib/smartcards/allow-smartcards"
import { importSmartcards } from "@/lib/smartcards/import-smartcards"
import { aSmartcard } from "@/tests/support/factories/cards"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { createShop } from "@/tests/support/factories/orders"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { paid } = createShop(t)
const name = "Olga Operator"

const newestOf = async (kind: AuditKind) =>
  (
    await t.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.kind, kind))
      .orderBy(desc(auditEvents.id))
      .limit(1)
  )[0]

async function* cardFile(...serials: readonly string[]) {
  for (const [at, serial] of serials.entries())
    yield { line: at + 2, columns: { serial, status: "in_service", activation_code: "A1B2C3" } }
}
const options = { skipBad: false, onBadLine: () => {}, serialLength: 11 }

test("an operator's change names the person, who is in no export of the customer", async () => {
  const { id: customerId } = await aCustomer(t.app)
  await allowSmartcards(t.app, { customerId, allowed: 30 })
  expect(await newestOf("smartcards-allowed")).toMatchObject({ customerId, operatorName: name })
  const exported = await exportAccount(t.app, { customerId, client: aClient() })
  expect(JSON.stringify(exported)).toContain("smartcards-allowed")
  expect(JSON.stringify(exported)).not.toContain("Olga")
  expect(await newestOf("data-exported")).toMatchObject({ customerId, operatorName: null })
})

test("without a named person nothing is changed", async () => {
  const { id: customerId } = await aCustomer(t.app)
  const nameless = { ...t.app, operatorName: undefined }
  const known = await t.db.$count(auditEvents)
  await expect(allowSmartcards(nameless, { customerId, allowed: 30 })).rejects.toThrow("named operator")
  await expect(importSmartcards(nameless, cardFile("03000000001"), options)).rejects.toThrow("named operator")
  expect(await t.db.$count(smartcards)).toBe(0)
  expect(await t.db.$count(auditEvents)).toBe(known)
})

test("an import leaves the kind of its file, its numbers and the person, and none of its contents", async () => {
  const { serial } = await aSmartcard(t.app)
  expect(await importSmartcards(t.app, cardFile(serial, "03000000001"), options)).toMatchObject({
    applied: true,
  })
  const counts = { read: "2", inserted: "1", updated: "1", unchanged: "0", bad: "0" }
  const event = await newestOf("file-imported")
  expect(event).toMatchObject({
    operatorName: name,
    customerId: null,
    detail: { file: "smartcards", ...counts },
  })
  expect(JSON.stringify(event)).not.toMatch(/03000000001|A1B2C3/)

  const known = await t.db.$count(auditEvents)
  expect(await importSmartcards(t.app, cardFile("not a serial"), options)).toMatchObject({ applied: false })
  expect(await t.db.$count(auditEvents)).toBe(known)

  const offers = [{ code: "familia-1", months: 1, priceBani: 4_400 }]
  const sold = { packages: [{ code: "familia", name: "Familia", offers }] }
  expect(await importCatalogue(t.app, sold, { isDemo: false })).toMatchObject({ ok: true })
  const detail = { file: "catalogue", packages: "1", offers: "1", ended: "0" }
  expect(await newestOf("file-imported")).toMatchObject({ operatorName: name, detail })
})

test("an export of invoices leaves its days, their number and the person, also when it is broken off", async () => {
  await paid()
  const days = { firstDay: "2026-11-01" as CivilDate, lastDay: "2026-11-30" as CivilDate }
  for await (const _invoice of exportInvoices(t.app, days)) break
  const detail = { ...days, invoices: "1" }
  expect(await newestOf("invoices-exported")).toMatchObject({ operatorName: name, customerId: null, detail })
})
