import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { auditEvents, customers, knownDevices, oneTimeTokens, outboxMails } from "@/db/schema"
import { anActivationLink, aResetLink, aSignInLink } from "@/tests/support/factories/one-time-links"
import { newCustomer, newSignUp, password, signIn } from "./support/accounts"
import { app } from "./support/drill"
import { report, size } from "./support/size"
import { formWith, newVisitor, type Visitor } from "./support/visitor"

const rounds = size(4, 100)
const atOnce = 50

/** Opens the page with GET and HEAD, as mail scanners do: no row may change. */
async function openOften(visitor: Visitor, path: string) {
  const rows = () => app.db.select().from(oneTimeTokens)
  const before = await rows()
  for (let opened = 0; opened < 10; opened += 1) {
    expect((await visitor.ask(path, { server: opened % 2 })).status).toBe(200)
    expect((await visitor.ask(path, { method: "HEAD", server: opened % 2 })).status).toBe(200)
  }
  expect(await rows()).toEqual(before)
}

test(`of ${atOnce} requests that confirm one activation link at once in two processes, exactly one wins`, async () => {
  const visitor = newVisitor()
  for (let round = 0; round < rounds; round += 1) {
    const { token, email } = await anActivationLink(app, await newSignUp())
    const path = `/activare/${token}`
    if (round === 0) await openOften(visitor, path)
    const form = { ...formWith((await visitor.ask(path)).body, ["token", "password"]), password }
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => newVisitor().post(path, form, { server: at % 2 })),
    )
    const targets = answers.map(({ location }) => location.replace(/^https?:\/\/[^/]+/, ""))
    expect(targets.filter((to) => to === "/cont/smartcarduri")).toHaveLength(1)
    expect(targets.filter((to) => to === path)).toHaveLength(atOnce - 1)
    expect(answers.filter(({ headers }) => /focus-sat=/.test(String(headers["set-cookie"])))).toHaveLength(1)
    expect(await app.db.$count(customers, eq(customers.email, email))).toBe(1)
  }
  report("one-time links, activation", { rounds, atOnce, winnersEach: 1, opens: 20, rowsChangedByOpening: 0 })
})

test(`of ${atOnce} resets with one link at once in two processes, exactly one sets its password`, async () => {
  const visitor = newVisitor()
  for (let round = 0; round < rounds; round += 1) {
    const { token, id, email } = await aResetLink(app, await newCustomer())
    const path = `/parola-noua/${token}`
    if (round === 0) await openOften(visitor, path)
    const form = formWith((await visitor.ask(path)).body, ["token", "password"])
    const passwordOf = (at: number) => `parola aleasă cu numărul ${at}`
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) =>
        newVisitor().post(path, { ...form, password: passwordOf(at) }, { server: at % 2 }),
      ),
    )
    const winners = answers.flatMap(({ location }, at) =>
      location.endsWith("/parola-schimbata") ? [at] : [],
    )
    expect(winners).toHaveLength(1)
    const resets = and(eq(auditEvents.customerId, id), eq(auditEvents.kind, "password-reset"))
    expect(await app.db.$count(auditEvents, resets)).toBe(1)
    const notified = and(eq(outboxMails.customerId, id), eq(outboxMails.kind, "password-changed"))
    expect(await app.db.$count(outboxMails, notified)).toBe(1)
    const answer = await signIn(newVisitor(), { email, password: passwordOf(winners[0] ?? -1) })
    expect(answer.status).toBe(303)
  }
  report("one-time links, reset", { rounds, atOnce, winnersEach: 1, opens: 20, rowsChangedByOpening: 0 })
})

test("asking for a new link voids no older one", async () => {
  const customer = await newCustomer()
  const older = await aResetLink(app, customer)
  const visitor = newVisitor()
  await visitor.submit("/parola-uitata", { fields: { email: customer.email } })
  const [row] = await app.db.select().from(oneTimeTokens).where(eq(oneTimeTokens.tokenHash, older.tokenHash))
  expect(row).toMatchObject({ usedAt: null, voidedAt: null })
})

test(`of ${atOnce} uses of one sign-in link at once in two processes, exactly one marks its browser`, async () => {
  const visitor = newVisitor()
  for (let round = 0; round < rounds; round += 1) {
    const { token, id } = await aSignInLink(app, await newCustomer())
    const path = `/intrare/${token}`
    if (round === 0) await openOften(visitor, path)
    const form = formWith((await visitor.ask(path)).body, ["token"])
    const answers = await Promise.all(
      Array.from({ length: atOnce }, (_, at) => newVisitor().post(path, form, { server: at % 2 })),
    )
    expect(answers.filter(({ location }) => location.endsWith("/browser-cunoscut"))).toHaveLength(1)
    expect(await app.db.$count(knownDevices, eq(knownDevices.customerId, id))).toBe(1)
  }
  report("one-time links, sign-in link", { rounds, atOnce, winnersEach: 1 })
})
