import { expect, test } from "vitest"
import { firstName, parseFullName } from "./full-name"
import { formatPhone, parsePhone } from "./phone"

test("a phone number has one form", () => {
  for (const typed of ["0722 123 456", "+40722123456", "0040 722-123-456", "(0722) 123.456"]) {
    expect(parsePhone(typed), typed).toBe("+40722123456")
  }
  expect(parsePhone("+373 22 123 456")).toBe("+37322123456")
  expect(formatPhone("+40722123456")).toBe("0722 123 456")
  expect(formatPhone("+37322123456")).toBe("+37322123456")
})

test("what nobody can be called on is refused", () => {
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

test("names of people are accepted as they write them", () => {
  for (const typed of ["Ana Popescu", "Ștefan cel Mare", "O’Neill-Țăran, Ion", "Li", "Ion D. (tata)"]) {
    expect(parseFullName(typed), typed).toBe(typed)
  }
  expect(parseFullName("  Ana \t Popescu ")).toBe("Ana Popescu")
  expect(firstName("Ana Popescu")).toBe("Ana")
})

test("what could pass for markup, a header or a trick is not a name", () => {
  for (const typed of [
    "",
    "A",
    "<b>Ana</b>",
    "Ana\u0000",
    "Ana\u202eupecsoP",
    "{{name}}",
    "http://x.ro",
    "a".repeat(101),
    "Ana\ud800",
  ]) {
    expect(parseFullName(typed), typed).toBeNull()
  }
  expect(parseFullName("Ana\r\nBcc: x")).toBeNull()
})
