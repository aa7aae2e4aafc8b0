import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { oneTimeTokens, outboxMails, signUps } from "@/db/schema"
import { accountHelpers, password } from "@/tests/support/accounts"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { signUp, subjectsTo, activationToken, activated } = accountHelpers(t)

test("signing up with a known address changes nothing and mails its owner", async () => {
  const { email } = await activated()
  await signUp({ email, chosen: "o cu totul altă parolă" })
  expect(await t.db.$count(signUps, eq(signUps.email, email))).toBe(0)
  expect(await subjectsTo(email)).toContain("Ai deja cont Focus Sat")
})

test("no link token and no password is stored in plain text, and a sent mail keeps no secret", async () => {
  const email = await signUp()
  const token = await activationToken(email)
  const rows = JSON.stringify([
    await t.db.select().from(oneTimeTokens),
    await t.db.select().from(outboxMails).where(eq(outboxMails.recipient, email)),
    await t.db.select().from(signUps).where(eq(signUps.email, email)),
  ])
  expect(rows).not.toContain(token)
  expect(rows).not.toContain(password)
})
