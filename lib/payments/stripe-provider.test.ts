import Stripe from "stripe"
import { expect, test } from "vitest"
import { createStripeProvider } from "./stripe-provider"

const webhookSecret = `whsec_${"abcdefghijklmnop".repeat(2)}`
const options = { secretKey: "sk_test_x", webhookSecret, apiUrl: "http://127.0.0.1:1" }

test("an event signed more than a minute in the future is refused, as one signed too long ago", () => {
  const provider = createStripeProvider(options)
  const payload = JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "checkout.session.expired",
    data: { object: { id: "cs_1", object: "checkout.session" } },
  })
  const readAt = (offsetSeconds: number) => {
    const timestamp = Math.floor(Date.now() / 1_000) + offsetSeconds
    const header = new Stripe("sk_test_x").webhooks.generateTestHeaderString({
      payload,
      secret: webhookSecret,
      timestamp,
    })
    return provider.readEvent(payload, header)
  }
  expect(readAt(0)).toMatchObject({ id: "evt_1" })
  expect(readAt(30)).toMatchObject({ id: "evt_1" })
  expect(readAt(120)).toBeNull()
  expect(readAt(600)).toBeNull()
  expect(readAt(-600)).toBeNull()
})
