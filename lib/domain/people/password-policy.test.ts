import { expect, test } from "vitest"
import { normalizePassword, passwordProblem } from "./password-policy"

test("length counts characters, not UTF-16 units", () => {
  expect(passwordProblem("elevenchars")).toBe("too-short")
  expect(passwordProblem("țară și pâine")).toBeNull()
  expect(passwordProblem("🙂".repeat(3))).toBe("too-short")
  expect(passwordProblem(`${"xyz uvw q".repeat(14)}12`)).toBeNull()
  expect(passwordProblem(`${"xyz uvw q".repeat(14)}123`)).toBe("too-long")
  expect(passwordProblem("a".repeat(1_000_000))).toBe("too-long")
})

test("common passwords are refused", () => {
  for (const typed of [
    "123456789012",
    "password1234",
    "Password1234",
    "qwertyuiop[]",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
  ]) {
    expect(passwordProblem(typed), typed).toBe("common")
  }
})

test("our name and the customer's own are refused", () => {
  expect(passwordProblem("FocusSat2026")).toBe("about-you")
  expect(passwordProblem("ana.popescu1990", ["ana.popescu@exemplu.ro", "Ana Popescu"])).toBe("about-you")
  expect(passwordProblem("popescu merge la munte", ["Ana Popescu"])).toBeNull()
})

test("there is no composition rule: plain words and every script are accepted", () => {
  for (const typed of ["trei cuvinte la întâmplare", "patru mere verzi", "привет большой мир"]) {
    expect(passwordProblem(typed), typed).toBeNull()
  }
})

test("NUL and lone surrogates are refused", () => {
  expect(passwordProblem("douăsprezece\u0000")).toBe("not-text")
  expect(passwordProblem("douăsprezece\ud800")).toBe("not-text")
})

test("two Unicode forms of one letter are the same", () => {
  expect(normalizePassword("s\u0326apte")).toBe(normalizePassword("șapte"))
})
