import { expect, test } from "vitest"
import { withCommaBelow } from "./comma-below"

test("letters with a cedilla become letters with a comma below; others stay", () => {
  expect(withCommaBelow("\u015etiri \u015fi \u0162ar\u0103, \u0163int\u0103")).toBe("Știri și Țară, țintă")
  expect(withCommaBelow("s\u0327i t\u0326ara\u0306")).toBe("și țară")
  expect(withCommaBelow("Știri, façade, Ġ")).toBe("Știri, façade, Ġ")
})
