import { expect, test } from "vitest"
import { accountHelpers, password } from "@/tests/support/accounts"
import { aDevice } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { openSession } from "./open-session"

const t = useTestApp()
const { mailsTo } = accountHelpers(t)

test("a sign-in from a new browser sends a mail; the first browser and a known one send none", async () => {
  const customer = await aCustomer(t.app, { password })
  const [home, phone] = [aDevice("198.51.100.1"), aDevice("203.0.113.200")]
  let key = 0
  const open = (from: typeof home) => {
    key += 1
    const keyHash = new Uint8Array(32).fill(key)
    return openSession(t.app, { customerId: customer.id, keyHash, client: from })
  }
  await open(home)
  await open(home)
  expect(await mailsTo(customer.email)).toEqual([])
  await open(phone)
  await open(phone)
  const [mail, ...more] = await mailsTo(customer.email)
  expect(more).toEqual([])
  expect(mail?.subject).toBe("Cineva a intrat în contul tău de pe un dispozitiv nou")
  expect(mail?.text).toContain("Chrome pe Linux")
  expect(mail?.text).toContain("203.0.113.0")
  expect(mail?.text).not.toContain("203.0.113.200")
})
