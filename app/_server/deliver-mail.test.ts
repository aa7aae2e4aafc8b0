import { expect, test, vi } from "vitest"
import type { App } from "@/lib/app"
import * as root from "@/lib/app-context"
import { aSecurityMail } from "@/tests/support/factories/mails"
import { getMailToAddress } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { deliverMail } from "./deliver-mail"

const t = useTestApp()

/** A process whose first run waits for the provider until `answer`, and whose time is up by then. */
function aBusyProcess() {
  let isOver = false
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  const send: App["mail"]["send"] = async (mails, key) => {
    await answered
    return t.app.mail.send(mails, key)
  }
  const first: App = {
    ...t.app,
    deadline: (ms) => ({ ...t.app.deadline(ms), hasPassed: () => isOver }),
    mail: { ...t.app.mail, send },
  }
  // Each run asks for the App once.
  const runs = vi.spyOn(root, "app").mockReturnValueOnce(first).mockReturnValue(t.app)
  const end = () => {
    isOver = true
    answer()
  }
  return { countRuns: () => runs.mock.calls.length, end }
}

test("requests during a run share one more run, which sends what that run no longer came to", async () => {
  const { countRuns, end } = aBusyProcess()
  const first = await aSecurityMail(t.app)
  const calls = [deliverMail()]
  await expect.poll(async () => (await getMailToAddress(t.db, first))?.status).toBe("frozen")
  const second = await aSecurityMail(t.app)
  for (let asked = 0; asked < 50; asked += 1) calls.push(deliverMail())
  expect(countRuns()).toBe(1)
  end()
  await Promise.all(calls)
  expect(countRuns()).toBe(2)
  for (const recipient of [first, second]) expect(await t.mailbox.to(recipient)).toHaveLength(1)
})
