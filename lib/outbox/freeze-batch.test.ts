import { randomUUID } from "node:crypto"
import { asc, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { closeDb, createDb, type Db } from "@/db/client"
import { freezeMails } from "@/db/queries/outbox-batches"
import { customers, outboxBatches, outboxClaims, outboxMails } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { aPackage } from "@/tests/support/factories/catalogue"
import { aHolder } from "@/tests/support/factories/holders"
import { aSecurityMail } from "@/tests/support/factories/mails"
import { createShop } from "@/tests/support/factories/orders"
import { aSubscription } from "@/tests/support/factories/subscriptions"
import { getMailTo } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverOutbox } from "./deliver-outbox"
import { freezeBatch } from "./freeze-batch"
import { pack, unpack } from "./payload"

const t = useTestApp()
const { paid } = createShop(t)
const budget = { budgetMs: 60_000 }
const inDays = (days: number) => new Date(t.app.now().getTime() + days * dayMs)

test("trouble with the address after the reminder was stored drops it", async () => {
  const { customer } = await aHolder(t.app, { endsAt: inDays(3) })
  await sendExpiryAlerts(t.app, budget)
  await t.db.update(customers).set({ emailTrouble: "bounced" }).where(eq(customers.id, customer.id))
  await deliverOutbox(t.app, budget)
  expect(await getMailTo(t.db, customer.id)).toMatchObject({
    status: "dropped",
    lastError: expect.stringMatching(/trouble/),
  })
})

test("a package renewed after the reminder was stored is left out, and the days are counted when it is sent", async () => {
  const endsAt = inDays(4)
  const { customer, smartcard, packageId } = await aHolder(t.app, { endsAt })
  const second = await aPackage(t.app, { name: "Sport" })
  await aSubscription(t.app, { smartcardId: smartcard.id, packageId: second.id, endsAt })
  await sendExpiryAlerts(t.app, budget)
  t.clock.advance(dayMs)
  const renewed = { smartcardId: smartcard.id, packageId, startsAt: endsAt }
  await aSubscription(t.app, { ...renewed, endsAt: new Date(endsAt.getTime() + 30 * dayMs) })
  await deliverOutbox(t.app, budget)
  const [mail] = await t.mailbox.to(customer.email)
  expect(mail?.text).toContain("Sport")
  expect(mail?.text).not.toContain("Familia")
  expect(mail?.text).toContain("Expiră în 3 zile")
})

test("no connection is held while mails and PDFs are composed: a pool of one delivers", async () => {
  const order = await paid()
  const db = createDb(t.databaseUrl, { max: 1 })
  expect(await deliverOutbox({ ...t.app, db }, budget)).toMatchObject({ failed: 0, left: 0 })
  await closeDb(db)
  expect((await t.mailbox.to(order.email)).flatMap(({ attachments }) => attachments)).toHaveLength(1)
})

test("mails that are gone or frozen by another worker after they were composed are left out of the batch", async () => {
  const [gone, taken, left] = await someMails(3)
  if (!gone || !taken || !left) throw new Error("A mail is missing")
  const between = async () => {
    await t.db.delete(outboxMails).where(eq(outboxMails.id, gone))
    const batch = { id: randomUUID(), priority: 0, mailIds: [taken], payload: await pack([]) }
    await freezeMails(t.db, { ...batch, leaseUntil: inDays(1), unknownSince: null }, t.app.now())
  }
  const leaseUntil = inDays(1)
  const frozen = await freezeBatch(
    { ...t.app, db: onSecondTransaction(between) },
    { lowestPriority: 1, leaseUntil },
  )
  expect(frozen.batch?.mailIds).toEqual([left])
  expect(frozen.batch?.rendered).toHaveLength(1)
  const [stored] = await t.db
    .select()
    .from(outboxBatches)
    .where(eq(outboxBatches.id, frozen.batch?.id ?? ""))
  expect(await unpack(stored?.payload ?? new Uint8Array())).toEqual(frozen.batch?.rendered)
  expect(await t.db.select().from(outboxClaims)).toEqual([])
})

test("claimed mails are left to their worker until its claim lapses", async () => {
  const ids = await someMails(2)
  const until = new Date(t.app.now().getTime() + 30_000)
  await t.db.insert(outboxClaims).values({ id: randomUUID(), mailIds: [...ids], until })
  const freeze = () => freezeBatch(t.app, { lowestPriority: 1, leaseUntil: inDays(1) })
  expect((await freeze()).batch).toBeUndefined()
  t.clock.advance(30_000)
  expect((await freeze()).batch?.mailIds).toEqual(ids)
  expect(await t.db.select().from(outboxClaims)).toEqual([])
})

/** The ids of new waiting mails, the only ones. */
async function someMails(count: number) {
  await t.db.delete(outboxMails)
  for (let at = 0; at < count; at += 1) await aSecurityMail(t.app)
  return (await t.db.select({ id: outboxMails.id }).from(outboxMails).orderBy(asc(outboxMails.id))).map(
    ({ id }) => id,
  )
}

/** The database, with something that happens just before the second transaction begins. */
function onSecondTransaction(happens: () => Promise<void>): Db {
  let transactions = 0
  return new Proxy(t.db, {
    get(db, name) {
      if (name !== "transaction") return Reflect.get(db, name)
      return async (...options: Parameters<Db["transaction"]>) => {
        transactions += 1
        if (transactions === 2) await happens()
        return db.transaction(...options)
      }
    },
  })
}
