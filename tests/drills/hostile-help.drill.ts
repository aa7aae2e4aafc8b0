import { like } from "drizzle-orm"
import { expect, test } from "vitest"
import { contactRequests } from "@/db/schema"
import { app, freshEmail, freshIp, mailsTo } from "./support/drill"
import { expectInert } from "./support/expect-inert"
import { hostileAddresses, hostileMessages, hostileNames, percentEncoded } from "./support/hostile-values"
import { report } from "./support/size"
import { newVisitor } from "./support/visitor"

const someone = { fullName: "Ana Popescu", subject: "payment", message: "Am plătit de două ori." }

test("at /contact a hostile name or address is refused at its field, and a hostile message reaches no mail", async () => {
  const stored = () => app.db.$count(contactRequests)
  const before = await stored()
  const refused = [
    ...Object.entries(hostileNames).map(([what, fullName]) => ({ what, fullName, email: freshEmail() })),
    ...Object.entries(hostileAddresses).map(([what, email]) => ({ what, email })),
  ]
  for (const { what, ...typed } of refused) {
    const answer = await newVisitor({ ip: freshIp() }).submit("/contact", {
      fields: { ...someone, ...typed },
    })
    expect(answer.body, what).toMatch(/aria-invalid="true"/)
    expectInert(answer, what)
  }
  expect(await stored()).toBe(before)
  for (const [what, message] of Object.entries(hostileMessages)) {
    const email = freshEmail()
    const fields = { ...someone, email, message }
    const answer = await newVisitor({ ip: freshIp() }).submit("/contact", { fields })
    expect(answer.body, what).toContain("Am primit mesajul tău")
    expectInert(answer, what)
    const [mail] = await mailsTo(email)
    expect(mail?.to, what).toEqual([email])
    expect(`${mail?.subject}${mail?.text}${mail?.html}`, what).not.toMatch(
      /imagine|Câștigă|capcana|alert|Bcc/,
    )
    const [row] = await app.db.select().from(contactRequests).where(like(contactRequests.email, email))
    expect(row?.message, what).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
  }
  report("hostile help, messages", { refused: refused.length, messages: Object.keys(hostileMessages).length })
})

test("the search of the help and the calendar's address take any bytes without a server error", async () => {
  const values = { ...hostileNames, ...hostileAddresses, ...hostileMessages }
  for (const [what, value] of Object.entries(values)) {
    const search = await newVisitor({ ip: freshIp() }).ask(
      `/ajutor/raspunsuri?cauta=${percentEncoded(value)}`,
    )
    expect([200, 400, 414, 431], what).toContain(search.status)
    expectInert(search, what)
    const calendar = await newVisitor({ ip: freshIp() }).ask(`/calendar/${percentEncoded(value)}.ics`)
    expect([400, 404, 414, 431], what).toContain(calendar.status)
    expectInert(calendar, what)
  }
})
