import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { oneTimeTokens } from "@/db/schema"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { requestPasswordReset } from "./request-password-reset"

const t = useTestApp()

test("of resets that are requested at once, only one link stays valid", async () => {
  for (let round = 0; round < 20; round += 1) {
    const { id, email } = await aCustomer(t.app)
    const request = () => requestPasswordReset(t.app, { email, client: aClient(`203.0.113.${round}`) })
    await Promise.all([request(), request(), request()])
    const ofCustomer = eq(oneTimeTokens.customerId, id)
    expect(await t.db.$count(oneTimeTokens, ofCustomer)).toBe(3)
    expect(await t.db.$count(oneTimeTokens, and(ofCustomer, isNull(oneTimeTokens.voidedAt)))).toBe(1)
  }
})
