import { expect, test } from "vitest"
import { aSecurityMail } from "@/tests/support/factories/mails"
import { useTestApp } from "@/tests/support/test-app"
import { enqueueMail } from "./enqueue-mail"
import { noteQueuedMails, queuedMails } from "./queued-mails"

const t = useTestApp()

test("a request knows whether it enqueued a mail, also inside a transaction and beside other requests", async () => {
  const [with1, without, inside] = await Promise.all([
    noteQueuedMails(async () => {
      await aSecurityMail(t.app)
      return queuedMails().hasQueued
    }),
    noteQueuedMails(async () => {
      await t.db.execute("select pg_sleep(0.05)")
      return queuedMails().hasQueued
    }),
    noteQueuedMails(async () => {
      await t.db.transaction((tx) => aSecurityMail({ db: tx, now: t.app.now }))
      return queuedMails().hasQueued
    }),
  ])
  expect({ with1, without, inside }).toEqual({ with1: true, without: false, inside: true })
})

test("a mail that was stored before is not enqueued again", async () => {
  const props = { fullName: "Ana", closedAt: t.app.now().toISOString() }
  const recipient = await aSecurityMail(t.app)
  const mail = { kind: "account-closed", props, recipient, dedupeKey: "once" } as const
  await enqueueMail(t.db, mail, t.app.now())
  const hasQueued = await noteQueuedMails(async () => {
    await enqueueMail(t.db, mail, t.app.now())
    return queuedMails().hasQueued
  })
  expect(hasQueued).toBe(false)
})

test("what is asked before the mail is enqueued answers after it", async () => {
  const answers = await noteQueuedMails(async () => {
    const queued = queuedMails()
    const before = queued.hasQueued
    await aSecurityMail(t.app)
    return [before, queued.hasQueued]
  })
  expect(answers).toEqual([false, true])
})

test("where requests are not noted, mail is sent", () => {
  expect(queuedMails().hasQueued).toBe(true)
})
