import { inject } from "vitest"
import type { App } from "@/lib/app"
import type { PaymentProvider } from "@/lib/payments/provider"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { testEnvironment } from "./environment"

/** The same App, whose secret key the payment provider refuses with 401. */
export const withRefusedKey = (app: App): App => ({
  ...app,
  payments: createStripeProvider({
    secretKey: "key_that_was_rolled",
    webhookSecret: testEnvironment.STRIPE_WEBHOOK_SECRET,
    apiUrl: inject("paymentsUrl"),
  }),
})

/** The same App with other answers of the payment provider. */
export const withPayments = (app: App, answers: Partial<PaymentProvider>): App => ({
  ...app,
  payments: { ...app.payments, ...answers },
})
