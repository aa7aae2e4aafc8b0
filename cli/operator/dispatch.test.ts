import { expect, test } from "vitest"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { dispatch } from "./dispatch"

const t = useTestApp()

test("a command that mails a customer sends the mail at once", async () => {
  const customer = await aCustomer(t.app)
  const { id, serial } = await aSmartcard(t.app)
  await aLink(t.app, { smartcardId: id, customerId: customer.id })
  expect(await dispatch(t.app, ["smartcards", "release", serial])).toBeUndefined()
  expect(await t.mailbox.to(customer.email)).toHaveLength(1)
})

test("an unknown command asks for the usage", async () => {
  expect(await dispatch(t.app, ["report"])).toBe("usage")
})
