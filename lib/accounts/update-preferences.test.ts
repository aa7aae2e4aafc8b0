import { eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { customers } from "@/db/schema"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { updatePreferences } from "./update-preferences"

const t = useTestApp()
const { signedIn } = accountHelpers(t)

const client = aClient("203.0.113.77")
test("a consent keeps the time at which it was given until it is withdrawn", async () => {
  const { customer } = await signedIn()
  const set = async (marketing: boolean, reminders: boolean) => {
    await updatePreferences(t.app, { customerId: customer.id, marketing, reminders, client })
    const [row] = await t.db.select().from(customers).where(eq(customers.id, customer.id))
    return row
  }
  const given = t.app.now()
  expect(await set(true, false)).toMatchObject({ marketingConsentAt: given, remindersEnabled: false })
  t.clock.advance(dayMs)
  expect(await set(true, true)).toMatchObject({ marketingConsentAt: given, remindersEnabled: true })
  expect(await set(false, true)).toMatchObject({ marketingConsentAt: null })
})
