import { expect, test } from "vitest"
import { normalizePassword, passwordProblem } from "./password-policy"

test("length counts characters as people see them", () => {
  expect(passwordProblem("elevenchars")).toBe("too-short")
  expect(passwordProblem("țară și pâine")).toBeNull()
  expect(passwordProblem("🙂".repeat(3))).toBe("too-short")
  expect(passwordProblem(`${"xyz uvw q".repeat(14)}12`)).toBeNull()
  expect(passwordProblem(`${"xyz uvw q".repeat(14)}123`)).toBe("too-long")
  expect(passwordProblem("a".repeat(1_000_000))).toBe("too-long")
})

test("what everybody tries first is refused", () => {
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

test("no rule of composition: plain words are fine, and so is every script", () => {
  for (const typed of ["trei cuvinte la întâmplare", "patru mere verzi", "привет большой мир"]) {
    expect(passwordProblem(typed), typed).toBeNull()
  }
})

test("NUL and half characters are not text", () => {
  expect(passwordProblem("douăsprezece\u0000")).toBe("not-text")
  expect(passwordProblem("douăsprezece\ud800")).toBe("not-text")
})

test("a letter typed in two ways is one letter", () => {
  expect(normalizePassword("s\u0326apte")).toBe(normalizePassword("șapte"))
})
