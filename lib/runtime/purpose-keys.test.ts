import { createHmac } from "node:crypto"
import { expect, test } from "vitest"
import { purposeKeys } from "./purpose-keys"

const hmac = (key: string | Buffer, text: string | Buffer) => createHmac("sha256", key).update(text).digest()

test("a key is HKDF-SHA-256 of its secret, computed here by the steps of RFC 5869", () => {
  const secret = "un secret lung de cel puțin treizeci și două de semne"
  const extracted = hmac(Buffer.alloc(32), Buffer.from(secret))
  const expanded = hmac(extracted, Buffer.from("focus-sat unsubscribe 1\u0001"))
  expect(purposeKeys([secret], "unsubscribe")).toEqual([expanded])
})

test("each secret of the list has its key, in the order of the list", () => {
  const [one] = purposeKeys(["primul secret"], "unsubscribe")
  const [two] = purposeKeys(["al doilea secret"], "unsubscribe")
  expect(purposeKeys(["primul secret", "al doilea secret"], "unsubscribe")).toEqual([one, two])
  expect(one).not.toEqual(two)
})
