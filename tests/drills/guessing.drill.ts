import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { rateLimits } from "@/db/schema"
import { newCustomer, signIn } from "./support/accounts"
import { app, freshEmail, freshIp, mailsTo } from "./support/drill"
import { report, size } from "./support/size"
import { type Answer, formWith, newVisitor } from "./support/visitor"

const accounts = size(1, 20)
const wrong = "ghicesc o parolă"

const outcome = ({ status, body }: Answer) => {
  if (status === 303) return "in"
  if (body.includes("nu sunt corecte")) return "wrong"
  if (body.includes("Prea multe încercări")) return "limited"
  return `status ${status}`
}
const waitIn = ({ body }: Answer) => /Încearcă din nou peste ([^.<]+)/.exec(body)?.[1]

async function guessAtOnce(email: string, howMany: number, ip: (at: number) => string) {
  const form = formWith((await newVisitor().ask("/autentificare")).body, ["email", "password"])
  const answers = await Promise.all(
    Array.from({ length: howMany }, (_, at) =>
      newVisitor({ ip: ip(at) }).post(
        "/autentificare",
        { ...form, email, password: wrong },
        { server: at % 2 },
      ),
    ),
  )
  return answers.map(outcome)
}

/** Ends every wait now, so that the drill does not sleep. */
const endWaits = () => app.db.update(rateLimits).set({ waitUntil: sql`now()` })

test("one address gets five guesses at an account, also of fifty at once in two processes, then growing waits", async () => {
  const waits: (string | undefined)[] = []
  for (let account = 0; account < accounts; account += 1) {
    const { email } = await newCustomer()
    const ip = freshIp()
    const guesses = await guessAtOnce(email, 50, () => ip)
    expect(guesses.filter((one) => one === "wrong")).toHaveLength(5)
    expect(guesses.filter((one) => one === "limited")).toHaveLength(45)
    expect(outcome(await signIn(newVisitor({ ip }), { email }))).toBe("limited")
    expect(
      outcome(await signIn(newVisitor({ ip: freshIp() }), { email })),
      "the owner, from another address",
    ).toBe("in")
    if (account > 0) continue
    for (let step = 0; step < 7; step += 1) {
      await endWaits()
      expect(outcome(await signIn(newVisitor({ ip }), { email, password: wrong }))).toBe("wrong")
      waits.push(waitIn(await signIn(newVisitor({ ip }), { email, password: wrong })))
    }
    expect(waits).toEqual([
      "60 de secunde",
      "2 minute",
      "4 minute",
      "8 minute",
      "15 minute",
      "15 minute",
      "15 minute",
    ])
  }
  report("guessing, one account", { accounts, atOnce: 50, evaluated: 5, waits, ownerElsewhere: "in" })
})

test("other headers do not give a client a new limit, nor does another IPv6 address of its /64", async () => {
  const { email } = await newCustomer()
  const ip = freshIp()
  const form = formWith((await newVisitor().ask("/autentificare")).body, ["email", "password"])
  const outcomes = new Map<string, number>()
  for (let at = 0; at < 12; at += 1) {
    const headers = { "x-forwarded-for": freshIp(), "x-real-ip": freshIp(), forwarded: `for=${freshIp()}` }
    const answer = await newVisitor({ ip }).post(
      "/autentificare",
      { ...form, email, password: wrong },
      { headers },
    )
    outcomes.set(outcome(answer), (outcomes.get(outcome(answer)) ?? 0) + 1)
  }
  expect(Object.fromEntries(outcomes)).toEqual({ wrong: 5, limited: 7 })
  const other = await newCustomer()
  const guesses = await guessAtOnce(other.email, 20, (at) => `2001:db8:${accounts}:7::${at + 1}`)
  expect(guesses.filter((one) => one === "wrong")).toHaveLength(5)
})

test("one address that tries a password at many accounts is limited", async () => {
  const targets = size(70, 200)
  const ip = freshIp()
  const form = formWith((await newVisitor().ask("/autentificare")).body, ["email", "password"])
  let evaluated = 0
  for (let at = 0; at < targets; at += 1) {
    const answer = await newVisitor({ ip }).post(
      "/autentificare",
      { ...form, email: freshEmail(), password: wrong },
      { server: at % 2 },
    )
    if (outcome(answer) === "wrong") evaluated += 1
  }
  // The limit is fifty. A few more are evaluated because waits end while the drill runs.
  expect(evaluated).toBeGreaterThanOrEqual(50)
  expect(evaluated).toBeLessThanOrEqual(58)
  report("guessing, spraying", { targets, evaluated })
})

test("without a trusted header an account still has a limit, and the browser that its owner used gets in", async () => {
  const { email } = await newCustomer()
  const home = newVisitor()
  expect(outcome(await signIn(home, { email }))).toBe("in")
  const form = formWith((await newVisitor().ask("/autentificare")).body, ["email", "password"])
  const guesses = await Promise.all(
    Array.from({ length: 40 }, (_, at) =>
      newVisitor().post("/autentificare", { ...form, email, password: wrong }, { server: at % 2 }),
    ),
  )
  expect(guesses.map(outcome).filter((one) => one === "wrong")).toHaveLength(10)
  expect(outcome(await signIn(newVisitor(), { email }))).toBe("limited")
  expect(outcome(await signIn(home, { email, server: 1 }))).toBe("in")
})

test("a customer gets at most three resets an hour, from all clients together, and no mail of a resend", async () => {
  const { email } = await newCustomer()
  const doors = ["/parola-uitata", "/verifica-email"]
  const asked = size(8, 60)
  for (let at = 0; at < asked; at += 1) {
    const visitor = newVisitor({ ip: freshIp() })
    await visitor.submit(doors[at % 2] ?? "", { fields: { email }, server: at % 2 })
  }
  const mails = await mailsTo(email, 1)
  expect(mails.length).toBeLessThanOrEqual(3)
  report("guessing, mails", { asked, mails: mails.length })
})
