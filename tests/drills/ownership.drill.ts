import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { newSignedInCustomer } from "./support/accounts"
import { app } from "./support/drill"
import { aFamiliaPayment, aReadyFamilia, aWithdrawnFamilia } from "./support/familia-orders"
import { fingerprint, rowsOf } from "./support/fingerprint"
import { report } from "./support/size"
import { formsOf, type Headers } from "./support/visitor"

type Owner = Awaited<ReturnType<typeof newOwner>>

/** A signed-in customer with an open payment, a ready subscription, an invoice and a withdrawal. */
async function newOwner() {
  const customer = await newSignedInCustomer()
  const { orderId: paidOrderId, ...paid } = await aReadyFamilia(customer.id)
  const { withdrawalId } = await aWithdrawnFamilia(customer.id)
  return { ...customer, ...paid, paidOrderId, withdrawalId, ...(await aFamiliaPayment(customer.id)) }
}

/** Everything that belongs to the customer, as one fingerprint. */
function belongings(customerId: CustomerId): Promise<string> {
  const tables = [
    "smartcard_links",
    "billing_profiles",
    "orders",
    "sessions",
    "carts",
    "subscriptions",
    "withdrawals",
    "calendar_feeds",
  ]
  const own = tables.map((table) => rowsOf(table, sql`customer_id = ${customerId}::uuid`))
  const payments = rowsOf(
    "payments",
    sql`order_id in (select id from orders where customer_id = ${customerId}::uuid)`,
  )
  const commands = sql`(select count(*)::text from entitlement_commands c join subscriptions s on s.id = c.subscription_id where s.customer_id = ${customerId}::uuid)`
  const invoices = sql`(select count(*)::text from invoices i join orders o on o.id = i.order_id where o.customer_id = ${customerId}::uuid)`
  const invoiceMails = sql`(select count(*)::text from outbox_mails where customer_id = ${customerId}::uuid and kind = 'invoice')`
  return fingerprint([...own, payments, commands, invoices, invoiceMails])
}

/** Pages and routes that only the owner may read. */
const readableByOwner = (owner: Owner) => [
  `/cont/comenzi/${owner.orderId}`,
  `/cont/activare/${owner.subscriptionId}`,
  `/cont/smartcarduri/${owner.linkId}`,
  `/cont/facturi/${owner.invoiceId}`,
  `/api/invoices/${owner.invoiceId}`,
  `/cont/retragere/${owner.paidOrderId}/confirmare?linie=${owner.lineId}`,
  `/cont/retragere/dovada/${owner.withdrawalId}`,
]

test("pages and data of another customer answer 404, to a page view and to client navigation", async () => {
  const [victim, attacker] = [await newOwner(), await newOwner()]
  for (const path of readableByOwner(attacker)) {
    expect((await attacker.visitor.ask(path)).status, path).toBe(200)
  }
  const addresses = [
    ...readableByOwner(victim),
    `/cont/comenzi/${victim.orderId}?de-la-plata=1`,
    `/api/orders/${victim.orderId}`,
    `/api/subscriptions/${victim.subscriptionId}`,
    `/cont/retragere/${victim.paidOrderId}`,
  ]
  for (const path of addresses) {
    for (const headers of [{}, { rsc: "1" }] as Headers[]) {
      const answer = await attacker.visitor.ask(path, { headers })
      expect(answer.body, path).not.toContain(victim.email)
      expect(answer.body, path).not.toContain("Str. Lalelelor")
      if (!headers["rsc"]) expect(answer.status, path).toBe(404)
    }
  }
  for (const id of ["1", "x".repeat(300), "..%2f..", "00000000-0000-0000-0000-000000000000", "%00"]) {
    expect((await attacker.visitor.ask(`/cont/comenzi/${id}`)).status, id).toBe(404)
  }
  expect((await attacker.visitor.ask("/cont/smartcarduri")).body).not.toContain(victim.linkId)
  report("ownership, reads", { addresses: addresses.length, thatShowedSomething: 0 })
})

test("no action changes what belongs to another, with the other's ids or with fields that the form lacks", async () => {
  const [victim, attacker] = [await newOwner(), await newOwner()]
  const ids = await idsOf(victim)
  const before = await belongings(victim.id)
  let posts = 0
  const pages = pagesWithForms(attacker)
  for (const path of pages) {
    const forms = formsOf((await attacker.visitor.ask(path)).body)
    for (const form of forms.filter(isAction)) {
      for (const id of ids) {
        await attacker.visitor.post(path, { ...form, ...fieldsNaming(victim), id })
        posts += 1
        expect(await belongings(victim.id), `${path} ${Object.keys(form)}`).toBe(before)
      }
    }
  }
  expect(posts).toBeGreaterThan(40)
  report("ownership, writes", { pages: pages.length, posts, thatChangedSomething: 0 })
})

async function idsOf(owner: Owner): Promise<readonly string[]> {
  const [session] = await app.db.execute<{ id: string }>(
    sql`select id from sessions where customer_id = ${owner.id}::uuid limit 1`,
  )
  return [
    owner.orderId,
    owner.linkId,
    owner.profileId,
    owner.subscriptionId,
    owner.paidOrderId,
    owner.invoiceId,
    session?.id ?? "",
  ]
}

const pagesWithForms = (owner: Owner) => [
  "/cont/smartcarduri",
  `/cont/smartcarduri/${owner.linkId}`,
  "/cont/date-facturare",
  "/cont/setari/date",
  "/cont/setari/email",
  "/cont/setari/parola",
  "/cont/setari/mesaje",
  "/cont/setari/calendar",
  "/cont/setari/conectari",
  "/cont/setari/copie",
  "/cont/setari/inchidere",
  `/cont/comenzi/${owner.orderId}`,
  `/cont/comanda?pas=2&card=${owner.linkId}&linie=${owner.linkId}:sport-extra-3`,
  "/cont",
  `/cont/activare/${owner.subscriptionId}`,
  `/cont/facturi/${owner.invoiceId}`,
  `/cont/retragere/${owner.paidOrderId}/confirmare?linie=${owner.lineId}`,
]

/** Without the one that only signs out: after it, pages have no forms. */
const isAction = (fields: Record<string, string>) => {
  const names = Object.keys(fields)
  return names.some((name) => name.startsWith("$ACTION_REF")) && names.some((name) => !name.startsWith("$"))
}

/** Names of fields that the actions read or might read, with the ids of the victim. */
const fieldsNaming = (victim: Owner) => ({
  customerId: victim.id,
  customer_id: victim.id,
  ownerId: victim.id,
  isDefault: "true",
  status: "paid",
  [`oferta:${victim.linkId}:familia`]: "familia-1",
  order: victim.paidOrderId,
  lines: victim.lineId,
  link: victim.linkId,
  label: "al atacatorului",
})
