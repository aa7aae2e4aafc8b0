import { readFileSync } from "node:fs"
import { eq, sql } from "drizzle-orm"
import { Webhook } from "standardwebhooks"
import { expect, test } from "vitest"
import { outboxMails } from "@/db/schema"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { known } from "@/tests/support/accounts"
import { aReminder } from "@/tests/support/factories/mails"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const text = readFileSync("docs/deliverability.md", "utf8")

/** The rows of the table of webhooks: event and outcome. */
const rows = [...text.matchAll(/^\| `(email\.[a-z_]+)` +\| ([a-z]+) +\|/gm)].map(
  ([, event = "", outcome = ""]) => [event, outcome] as const,
)

const webhookSecret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz"
const transport = createResendTransport({
  apiKey: "re_x",
  baseUrl: "http://127.0.0.1",
  webhookSecret,
})

/** What the product makes of an event of Resend. */
function outcomeOf(type: string, bounce = "Permanent") {
  const body = JSON.stringify({ type, data: { email_id: "1", bounce: { type: bounce } } })
  const at = new Date()
  const signature = new Webhook(webhookSecret).sign("msg_1", at, body)
  const headers = {
    "svix-id": "msg_1",
    "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "svix-signature": signature,
  }
  return known(transport.readEvent(body, new Headers(headers))).outcome ?? "none"
}

test("the table of webhooks says what the product does with each event", () => {
  expect(rows).toHaveLength(9)
  for (const [event, outcome] of rows) expect(outcomeOf(event), event).toBe(outcome)
  expect(outcomeOf("email.bounced", "Transient")).toBe("none")
})

test("no event with an outcome is missing in the table", () => {
  const source = readFileSync("lib/mail/resend-transport.ts", "utf8")
  const handled = new Set(source.match(/"email\.[a-z_]+"/g)?.map((quoted) => quoted.slice(1, -1)))
  const named = rows.filter(([, outcome]) => outcome !== "none").map(([event]) => event)
  expect(new Set(named)).toEqual(handled)
})

test("the statement that counts bounces and complaints runs, and counts", async () => {
  const [statement = ""] = /(?<=```sql\n)[\s\S]+?(?=```)/.exec(text) ?? []
  const createdAt = new Date()
  for (const delivery of ["delivered", "bounced", "delivered", "complained"] as const) {
    const recipient = await aReminder(t.app)
    const sent = { status: "sent", props: null, settledAt: createdAt, createdAt, delivery } as const
    await t.db.update(outboxMails).set(sent).where(eq(outboxMails.recipient, recipient))
  }
  const [day] = await t.db.execute(sql.raw(statement))
  expect(day).toMatchObject({ sent: "4", bounced_percent: "25.00", complained_percent: "25.000" })
})
