import { expect, test } from "vitest"
import { testEnvironment } from "@/tests/support/environment"
import { parseEnv, sellerOf } from "./env"

const withValue = (name: string, value: string) => () => parseEnv({ ...testEnvironment, [name]: value })

test.for(["APP_URL", "RESEND_BASE_URL", "STRIPE_API_URL", "ENTITLEMENT_URL"])(
  "%s takes plain http only for this machine",
  (name) => {
    for (const host of ["127.0.0.1:4000", "localhost", "[::1]:8080"]) {
      expect(withValue(name, `http://${host}`)).not.toThrow()
    }
    expect(withValue(name, "https://focussat.example")).not.toThrow()
    for (const host of ["focussat.example", "10.0.0.1", "127.0.0.1.evil.example", "localhost.evil.example"]) {
      expect(withValue(name, `http://${host}`)).toThrow(`${name}: https`)
    }
  },
)

const weak = ["short", "a".repeat(64), "whsec_x", `whsec_${"ab".repeat(32)}`]
test.for([
  "AUTH_SECRET",
  "CRON_SECRET",
  "STRIPE_WEBHOOK_SECRET",
  "RESEND_WEBHOOK_SECRET",
  "ENTITLEMENT_SECRET",
])("%s is at least 24 random bytes", (name) => {
  for (const value of weak) expect(withValue(name, value)).toThrow(name)
})

test("the key of Next's forms has a length that AES takes", () => {
  const name = "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY"
  expect(withValue(name, Buffer.alloc(32, 7).toString("base64"))).not.toThrow()
  for (const value of ["x", Buffer.alloc(31).toString("base64"), "not base64 at all, but long enough!"]) {
    expect(withValue(name, value)).toThrow(name)
  }
})

test("the sender is an address, alone or behind a name", () => {
  for (const value of ["cont@exemplu.ro", "Focus Sat <cont@exemplu.ro>"]) {
    expect(withValue("MAIL_FROM", value)).not.toThrow()
  }
  for (const value of ["Focus Sat", "Focus Sat cont@exemplu.ro", "Focus Sat <cont@exemplu>", "<a@b.ro"]) {
    expect(withValue("MAIL_FROM", value)).toThrow("MAIL_FROM")
  }
})

test("the seller's fiscal code is checked, and RO precedes it exactly when the seller pays VAT", () => {
  for (const value of ["17030767", "RO 17030760", "J40/123/2020", "RO"]) {
    expect(withValue("SELLER_CUI", value)).toThrow("SELLER_CUI: a fiscal code with its control digit")
  }
  for (const typed of ["17030766", "RO17030766", "ro 17 030 766"]) {
    const parsed = (payer: string) =>
      sellerOf(parseEnv({ ...testEnvironment, SELLER_CUI: typed, SELLER_VAT_PAYER: payer }))
    expect(parsed("1")).toMatchObject({ cui: "RO17030766", isVatPayer: true })
    expect(parsed("0")).toMatchObject({ cui: "17030766", isVatPayer: false })
  }
})

test("the share capital is whole lei, and may be absent", () => {
  expect(sellerOf(parseEnv(testEnvironment)).shareCapitalBani).toBeUndefined()
  const set = parseEnv({ ...testEnvironment, SELLER_SHARE_CAPITAL: "90000" })
  expect(sellerOf(set).shareCapitalBani).toBe(9_000_000)
  for (const value of ["90.000", "200 lei", "-1", "0"]) {
    expect(withValue("SELLER_SHARE_CAPITAL", value)).toThrow("SELLER_SHARE_CAPITAL: whole lei")
  }
})

test("every problem is named at once, without a value", () => {
  const wrong = {
    ...testEnvironment,
    CRON_SECRET: "hunter2",
    STRIPE_API_URL: "http://pay.example",
    MAIL_FROM: "",
  }
  const message = refusal(() => parseEnv(wrong))
  for (const name of ["CRON_SECRET", "STRIPE_API_URL", "MAIL_FROM"]) expect(message).toContain(name)
  expect(message).not.toMatch(/hunter2|pay\.example/)
})

function refusal(parse: () => unknown): string {
  try {
    parse()
    return ""
  } catch (error) {
    return String(error)
  }
}
