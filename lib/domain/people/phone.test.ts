import { expect, test } from "vitest"
import { formatPhone, parsePhone } from "./phone"

test("a phone number has one form", () => {
  for (const typed of ["0722 123 456", "+40722123456", "0040 722-123-456", "(0722) 123.456"]) {
    expect(parsePhone(typed), typed).toBe("+40722123456")
  }
  expect(parsePhone("+373 22 123 456")).toBe("+37322123456")
  expect(formatPhone("+40722123456")).toBe("0722 123 456")
  expect(formatPhone("+37322123456")).toBe("+37322123456")
})

test("a text that is not a phone number is refused", () => {
  for (const typed of [
    "",
    "12",
    "0822123456",
    "072212345",
    "07221234567",
    "+40 1",
    "sună-mă",
    "0722123456\u0000",
    "+".repeat(50),
  ]) {
    expect(parsePhone(typed), typed).toBeNull()
  }
})
