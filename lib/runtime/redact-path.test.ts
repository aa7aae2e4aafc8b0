import fc from "fast-check"
import { expect, test } from "vitest"
import { redactPath, redactTokens } from "./redact-path"

const token = "q3JzZWNyZXQtc2VjcmV0LXNlY3JldC1zZWNyZXQtMTI"

test.each([
  [`/activare/${token}`, "/activare/[…]"],
  [`/ACTIVARE/${token}`, "/activare/[…]"],
  ["/parola-noua/short", "/parola-noua/[…]"],
  [`/parola-noua/${token}/more?x=1`, "/parola-noua/[…]"],
  [`/cont/email/${token}`, "/cont/email/[…]"],
  [`/alerte/dezabonare/${token}`, "/alerte/dezabonare/[…]"],
  ["/api/alerts/unsubscribe/AZfX.proof", "/api/alerts/[…]"],
  [`/calendar/${token}.ics`, "/calendar/[…]"],
  [`/autentificare?inapoi=%2Factivare%2F${token}`, "/autentificare"],
  [`/unknown/${token}`, "/unknown/[…]"],
  [
    "/cont/comenzi/0191e5a0-7d2f-7000-8000-000000000001",
    "/cont/comenzi/0191e5a0-7d2f-7000-8000-000000000001",
  ],
  ["/cont", "/cont"],
  ["", ""],
])("%s is logged as %s", (address, logged) => {
  expect(redactPath(address)).toBe(logged)
})

test("redactTokens removes a token between any separators", () => {
  const tokens = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((it) => Buffer.from(it).toString("base64url"))
  fc.assert(
    fc.property(tokens, fc.constantFrom(" ", "/", '"', "=", "\n"), (secret, around) => {
      expect(redactTokens(`link${around}${secret}${around}end`)).not.toContain(secret)
    }),
  )
})
