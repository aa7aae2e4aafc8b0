import { expect, test } from "vitest"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { enqueueMail } from "./enqueue-mail"

const t = useTestApp()

test("of mails with the same dedupe key, one is stored", async () => {
  const { email: recipient } = await aCustomer(t.app)
  const mail = {
    kind: "account-exists",
    props: { fullName: "Ana", asked: "sign-up" },
    recipient,
    dedupeKey: "one cause",
  } as const
  const stored = await Promise.all(Array.from({ length: 20 }, () => enqueueMail(t.db, mail, t.app.now())))
  expect(stored.filter(Boolean)).toHaveLength(1)
})
