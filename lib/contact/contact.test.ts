import { eq } from "drizzle-orm"
import { expect, test, vi } from "vitest"
import { dispatch } from "@/cli/operator/dispatch"
import { auditEvents, contactRequests } from "@/db/schema"
import { parseFullName } from "@/lib/domain/people/full-name"
import { dayMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { log } from "@/lib/runtime/log"
import { accountHelpers, freshAddress, known } from "@/tests/support/accounts"
import { createContactMessages } from "@/tests/support/contact-messages"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { markContactAnswered } from "./mark-answered"
import { sendContactRequest } from "./send-request"
import { warnOfDueRequests } from "./warn-of-due"

const t = useTestApp()
const { signedIn, mailsTo } = accountHelpers(t)
const bait = "Câștigă www.exemplu-capcana.ro"

const { aForm, sent, rowOf } = createContactMessages(t)

test("a message gets a number, 30 calendar days in Bucharest, and one mail that repeats nothing of it", async () => {
  // In Bucharest it is the 25th already.
  t.clock.set(new Date("2026-03-24T22:30:00Z"))
  const form = aForm({ message: bait, fullName: known(parseFullName("Bonus Pentru Tine")) })
  const { number, answerBy, isMailed } = await sent(form)
  expect([answerBy, isMailed]).toEqual(["2026-04-24", true])
  const row = await rowOf(number)
  expect(row).toMatchObject({ email: form.email, message: bait, customerId: null, answeredAt: null })
  // Summer time has begun meanwhile: the day ends an hour earlier in UTC.
  expect(row.dueAt.toISOString()).toBe("2026-04-24T21:00:00.000Z")
  const [mail, ...more] = await mailsTo(form.email)
  expect(more).toEqual([])
  expect(mail?.subject).toBe(`Am primit mesajul tău: nr. ${number}`)
  for (const text of [mail?.text ?? "", mail?.html ?? ""]) {
    expect(text).toContain("25.03.2026, la 00:30")
    expect(text).toContain("24.04.2026")
    expect(text).not.toMatch(/Câștigă|capcana|Bonus|Tine\b/)
  }
})

test("the next message has a higher number; one that is posted again at once is the first, without a second mail", async () => {
  const form = aForm()
  const posted = await Promise.all(Array.from({ length: 4 }, () => sent(form)))
  expect(new Set(posted.map(({ number }) => number)).size).toBe(1)
  expect(await mailsTo(form.email)).toHaveLength(1)
  const other = await sent({ ...form, client: aClient(), message: "Altceva, tot atât de important." })
  expect(other.number).toBeGreaterThan(known(posted[0]).number)
  t.clock.advance(11 * minuteMs)
  expect((await sent({ ...form, client: aClient() })).number).toBeGreaterThan(other.number)
})

test("what another person sent under my address before me takes nothing from my message", async () => {
  const { customer } = await signedIn()
  const same = { email: customer.email, message: "Nu am imagine pe decodor." }
  const theirs = await sent(aForm({ ...same, fullName: known(parseFullName("Un Strain")) }))
  const [guest, mine] = [await sent(aForm(same)), await sent(aForm({ ...same, customer }))]
  expect(new Set([theirs, guest, mine].map(({ number }) => number)).size).toBe(3)
  expect(await rowOf(mine.number)).toMatchObject({ customerId: customer.id, fullName: "Ana Popescu" })
})

test("strangers cannot fill a mailbox: past its limit a message is stored, numbered and not mailed", async () => {
  const email = freshAddress()
  for (const isMailed of [true, true, true, false, false])
    expect(await sent(aForm({ email }))).toMatchObject({ isMailed })
  expect(await mailsTo(email)).toHaveLength(3)
  expect(await t.db.$count(contactRequests, eq(contactRequests.email, email))).toBe(5)
})

test("where the budget of mails to strangers is spent, messages are stored and only a customer's own is mailed", async () => {
  const app = { ...t.app, unsolicitedMailsPerHour: 4 }
  const { customer } = await signedIn()
  const mailed = []
  for (let at = 0; at < 3; at += 1) mailed.push((await sent(aForm(), app)).isMailed)
  expect(mailed).toEqual([true, false, false])
  expect((await sent(aForm({ customer, email: customer.email }), app)).isMailed).toBe(true)
  expect((await sent(aForm({ customer }), app)).isMailed).toBe(false)
})

test("one place may send five messages, then one each ten minutes; another place does not wait", async () => {
  const client = aClient("203.0.113.90")
  for (let at = 0; at < 5; at += 1) await sent(aForm({ client }))
  expect(await sendContactRequest(t.app, aForm({ client }))).toMatchObject({ reason: "too-many" })
  expect((await sendContactRequest(t.app, aForm({ client: aClient("203.0.113.91") }))).ok).toBe(true)
})

test("all places together fill no more rows than people can read", async () => {
  const place = (at: number) => aClient(`198.51.${at >> 8}.${at & 255}`)
  const before = await t.db.$count(contactRequests)
  for (let at = 0; at < 110; at += 1) await sendContactRequest(t.app, aForm({ client: place(at) }))
  expect((await t.db.$count(contactRequests)) - before).toBeLessThanOrEqual(100)
  // A signed-in customer does not wait for strangers.
  await sent(aForm({ customer: (await signedIn()).customer, client: place(500) }))
})

test("the operator lists what waits, overdue first, and takes an answered message off the list, once", async () => {
  const lines: string[] = []
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line))
  const run = async (...words: string[]) => {
    lines.length = 0
    const refused = await dispatch(t.app, ["contact", ...words])
    return refused ?? lines.join("\n")
  }
  await t.db.update(contactRequests).set({ answeredAt: t.app.now() })
  const { customer } = await signedIn()
  const old = await sent(aForm({ customer, message: "Primul rând\n\u001b[2JAl doilea" }))
  t.clock.advance(31 * dayMs)
  const fresh = await sent(aForm())
  const listed = await run()
  expect(listed).toMatch(/^open: 2, of them overdue: 1/)
  expect(listed.indexOf(`${old.number}  OVERDUE`)).toBeLessThan(listed.indexOf(`${fresh.number}  answer by`))
  expect(listed).toContain(`signed in as customer ${customer.id}`)
  expect(listed).not.toContain("\u001b")
  expect(await run("list")).toBe(listed)

  expect(await run("answered", String(old.number))).toContain("leaves the list")
  expect(await run("answered", String(old.number))).toContain("before")
  expect(await run("answered", "99999999")).toContain("no message with that number")
  expect(await run("answered", "x")).toBe("usage")
  expect(await run()).toMatch(/^open: 1, of them overdue: 0/)
  const [event] = await t.db.select().from(auditEvents).where(eq(auditEvents.kind, "contact-answered"))
  expect(event).toMatchObject({ customerId: customer.id, detail: { request: String(old.number) } })
  await expect(markContactAnswered({ ...t.app, operatorName: undefined }, fresh.number)).rejects.toThrow(
    "named operator",
  )
})

test("the log warns five days before a message is due", async () => {
  await t.db.update(contactRequests).set({ answeredAt: t.app.now() })
  const warn = vi.spyOn(log, "warn").mockImplementation(() => {})
  await sent(aForm())
  t.clock.advance(25 * dayMs)
  expect(await warnOfDueRequests(t.app)).toEqual({ contactOpen: 1 })
  expect(warn).not.toHaveBeenCalled()
  t.clock.advance(dayMs)
  await warnOfDueRequests(t.app)
  expect(warn).toHaveBeenCalledWith({ open: 1, dueSoon: 1 }, "messages of customers have to be answered")
})
