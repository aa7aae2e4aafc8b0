import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { oneTimeTokens, signUps } from "@/db/schema"
import { accountHelpers, known } from "@/tests/support/accounts"
import { aClient } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { resendActivation } from "./resend-activation"

const t = useTestApp()
const { signUp } = accountHelpers(t)

test("of links that are requested at once, only one stays valid", async () => {
  for (let round = 0; round < 20; round += 1) {
    const email = await signUp()
    const request = () => resendActivation(t.app, { email, client: aClient(`203.0.113.${round}`) })
    await Promise.all([request(), request()])
    const id = known((await t.db.select().from(signUps).where(eq(signUps.email, email)))[0]?.id)
    const ofSignUp = eq(oneTimeTokens.signUpId, id)
    expect(await t.db.$count(oneTimeTokens, ofSignUp)).toBe(3)
    expect(await t.db.$count(oneTimeTokens, and(ofSignUp, isNull(oneTimeTokens.voidedAt)))).toBe(1)
  }
})
