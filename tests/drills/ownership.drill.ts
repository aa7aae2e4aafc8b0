import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { newSignedInCustomer } from "./support/accounts"
import { app } from "./support/drill"
import { aFamiliaPayment, aReadyFamilia, aWithdrawnFamilia } from "./support/familia-orders"
import { report } from "./support/size"
import { formsOf } from "./support/visitor"

async function someone() {
  const customer = await newSignedInCustomer()
  const { orderId: paidOrderId, ...paid } = await aReadyFamilia(customer.id)
  const { withdrawalId } = await aWithdrawnFamilia(customer.id)
  return { ...customer, ...paid, paidOrderId, withdrawalId, ...(await aFamiliaPayment(customer.id)) }
}

/** Everything that is the victim's, as one fingerprint. */
async function belongings(customerId: string): Promise<string> {
  const tables = [
    "smartcard_links",
    "billing_profiles",
    "orders",
    "sessions",
    "checkout_drafts",
    "subscriptions",
    "withdrawals",
  ]
  const sums = tables.map((table) => {
    const name = sql.identifier(table)
    return sql`(select coalesce(md5(string_agg(t::text, '' order by t::text)), '') from ${name} t where customer_id = ${customerId}::uuid)`
  })
  const paid = sql`(select coalesce(md5(string_agg(p::text, '' order by p.id)), '') from payments p join orders o on o.id = p.order_id where o.customer_id = ${customerId}::uuid)`
  const told = sql`(select count(*)::text from entitlement_commands c join subscriptions s on s.id = c.subscription_id where s.customer_id = ${customerId}::uuid)`
  const billed = sql`(select count(*)::text from invoices i join orders o on o.id = i.order_id where o.customer_id = ${customerId}::uuid)`
  const mailed = sql`(select count(*)::text from outbox_mails where customer_id = ${customerId}::uuid and kind = 'invoice')`
  const all = sql.join([...sums, paid, told, billed, mailed], sql`, `)
  const [row] = await app.db.execute<{ all: string }>(sql`select concat_ws(':', ${all}) as all`)
  return row?.all ?? ""
}

test("another's pages and data read as not found, plain and as client navigation asks for them", async () => {
  const [victim, attacker] = [await someone(), await someone()]
  const own = await attacker.visitor.ask(`/cont/comenzi/${attacker.orderId}`)
  expect(own.status).toBe(200)
  for (const path of [
    `/cont/activare/${attacker.subscriptionId}`,
    `/cont/facturi/${attacker.invoiceId}`,
    `/api/invoices/${attacker.invoiceId}`,
    `/cont/retragere/${attacker.paidOrderId}/confirmare?linie=${attacker.lineId}`,
    `/cont/retragere/dovada/${attacker.withdrawalId}`,
  ]) {
    expect((await attacker.visitor.ask(path)).status, path).toBe(200)
  }
  const addresses = [
    `/cont/comenzi/${victim.orderId}`,
    `/cont/comenzi/${victim.orderId}?de-la-plata=1`,
    `/api/orders/${victim.orderId}`,
    `/cont/activare/${victim.subscriptionId}`,
    `/api/subscriptions/${victim.subscriptionId}`,
    `/cont/facturi/${victim.invoiceId}`,
    `/api/invoices/${victim.invoiceId}`,
    `/cont/retragere/${victim.paidOrderId}`,
    `/cont/retragere/${victim.paidOrderId}/confirmare?linie=${victim.lineId}`,
    `/cont/retragere/dovada/${victim.withdrawalId}`,
  ]
  for (const path of addresses) {
    for (const headers of [{}, { rsc: "1" }] as Record<string, string>[]) {
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

test("no action with another's id, or with fields that nobody asked for, changes what is another's", async () => {
  const [victim, attacker] = [await someone(), await someone()]
  const [session] = await app.db.execute<{ id: string }>(
    sql`select id from sessions where customer_id = ${victim.id}::uuid limit 1`,
  )
  const theirs = [
    victim.orderId,
    victim.linkId,
    victim.profileId,
    victim.subscriptionId,
    victim.paidOrderId,
    victim.invoiceId,
    session?.id ?? "",
  ]
  const before = await belongings(victim.id)
  let posts = 0
  const pages = [
    "/cont/smartcarduri",
    "/cont/date-facturare",
    "/cont/setari",
    `/cont/comenzi/${attacker.orderId}`,
    "/cont/comanda",
    "/cont",
    `/cont/activare/${attacker.subscriptionId}`,
    `/cont/facturi/${attacker.invoiceId}`,
    `/cont/retragere/${attacker.paidOrderId}/confirmare?linie=${attacker.lineId}`,
  ]
  for (const path of pages) {
    const forms = formsOf((await attacker.visitor.ask(path)).body)
    for (const form of forms.filter((fields) =>
      Object.keys(fields).some((name) => name.startsWith("$ACTION_REF")),
    )) {
      for (const id of theirs) {
        const extra = {
          customerId: victim.id,
          customer_id: victim.id,
          ownerId: victim.id,
          isDefault: "true",
          status: "paid",
        }
        const choice = { [`oferta:${victim.linkId}:familia`]: "familia-1" }
        await attacker.visitor.post(path, {
          ...form,
          ...extra,
          ...choice,
          id,
          order: victim.paidOrderId,
          lines: victim.lineId,
          link: victim.linkId,
          label: "al atacatorului",
        })
        posts += 1
        expect(await belongings(victim.id), `${path} ${Object.keys(form)}`).toBe(before)
      }
    }
  }
  expect(posts).toBeGreaterThan(40)
  report("ownership, writes", { pages: pages.length, posts, thatChangedSomething: 0 })
})
