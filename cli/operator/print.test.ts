import { eq } from "drizzle-orm"
import { beforeEach, expect, test, vi } from "vitest"
import { outboxMails } from "@/db/schema"
import { aReminder } from "@/tests/support/factories/mails"
import { getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { dispatch } from "./dispatch"

const t = useTestApp()

/** What the commands of a test have put on the terminal. */
const terminal: string[] = []
beforeEach(() => {
  terminal.length = 0
  vi.spyOn(console, "log").mockImplementation((line: string) => {
    terminal.push(`${line}\n`)
  })
})

const clearsTheScreen = "\x1b[2J"

test("a stored text of the mail provider neither drives the terminal nor makes a line of its own", async () => {
  const { id } = await getMailToAddress(t.db, await aReminder(t.app))
  const lastError = `422 ${clearsTheScreen}\x9b2J\r\nfailed: 0\u2028failed: 0\u202e`
  const failed = { status: "failed" as const, props: null, settledAt: t.app.now(), lastError }
  await t.db.update(outboxMails).set(failed).where(eq(outboxMails.id, id))
  expect(await dispatch(t.app, ["alerts", "status"])).toBeUndefined()
  const lines = terminal.join("").split("\n")
  expect(lines.filter((line) => line.startsWith("failed: "))).toEqual(["failed: 1"])
  expect(lines.join("")).not.toMatch(/[\p{Cc}\u2028\u202e]/u)
  expect(lines.find((line) => line.startsWith(id))).toContain(
    String.raw`422 \u{1b}[2J\u{9b}2J\u{d}\u{a}failed`,
  )
})
