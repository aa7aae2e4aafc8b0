import { expect, test } from "vitest"
import { formatPhone, parsePhone, unbrokenPhone } from "./phone"

test("a phone number has one form", () => {
  for (const typed of ["0722 123 456", "+40722123456", "0040 722-123-456", "(0722) 123.456"]) {
    expect(parsePhone(typed), typed).toBe("+40722123456")
  }
  expect(parsePhone("+373 22 123 456")).toBe("+37322123456")
  expect(formatPhone("+40722123456")).toBe("0722 123 456")
  expect(formatPhone("+37322123456")).toBe("+37322123456")
  expect(unbrokenPhone("021 000 00 00")).toBe("021\u00a0000\u00a000\u00a000")
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

test("a pasted number may bring invisible signs, any dash, and the zero in brackets", () => {
  for (const typed of [
    "\u202a+40 722 123 456\u202c",
    "\u200e0722123456",
    "0722\u2212123\u2212456",
    "07 22 12 34 56",
    "+40 (0)722 123 456",
    "(+40) 722 123 456",
    "0040 0722 123 456",
    "+40 0722 123 456",
    "0040 (0) 722 123 456",
    "40722123456",
    "40 722 123 456",
  ]) {
    expect(parsePhone(typed), typed).toBe("+40722123456")
  }
  expect(parsePhone("+44 (0)20 7946 0958")).toBe("+442079460958")
  expect(parsePhone("0049 (0)176 12345678")).toBe("+4917612345678")
  // Italy's zero belongs to the number.
  expect(parsePhone("+39 06 6982 1234")).toBe("+390669821234")
})
