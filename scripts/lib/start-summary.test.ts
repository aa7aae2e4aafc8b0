import { expect, test, vi } from "vitest"
import { startSummary } from "./start-summary"

test("a secret that the person set is not printed; one that was made for this machine is", () => {
  const summaryOf = (secret: string) =>
    startSummary({
      env: { NODE_ENV: "production", APP_URL: "http://localhost:3000", CRON_SECRET: secret },
      ...{ mailUrl: undefined, paymentsUrl: undefined, gatewayUrl: undefined },
      ...{ demoPassword: undefined, isDevelopment: false },
    })
  vi.stubEnv("CRON_SECRET", "")
  expect(summaryOf("made-here")).toContain('"Authorization: Bearer made-here"')
  vi.stubEnv("CRON_SECRET", "set-by-a-person")
  expect(summaryOf("set-by-a-person")).not.toContain("set-by-a-person")
  expect(summaryOf("set-by-a-person")).toContain('"Authorization: Bearer $CRON_SECRET"')
  vi.unstubAllEnvs()
})
