import { expect, test } from "vitest"
import { payPageOrigin } from "./pay-page-origin"

test("Stripe's payment page has a host of its own", () => {
  expect(payPageOrigin("https://api.stripe.com")).toBe("https://checkout.stripe.com")
})

test("the stand-in's payment page is where its API is", () => {
  expect(payPageOrigin("http://127.0.0.1:4010/")).toBe("http://127.0.0.1:4010")
})
