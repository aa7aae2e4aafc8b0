import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { passwordProblem, plainLetters } from "@/lib/domain/people/password-policy"
import { isLeaked } from "./leaked-passwords"

const entries = readFileSync("lib/auth/leaked-passwords.txt", "utf8").trimEnd().split("\n")

test("every line of the list is refused, in any case and with blanks", () => {
  expect(entries.length).toBeGreaterThan(4_000)
  for (const entry of entries) expect(isLeaked(` ${entry.toUpperCase()} `), entry).toBe(true)
})

test("no line is one that the comparison could never meet", () => {
  for (const entry of entries) expect(plainLetters(entry), entry).toBe(entry)
})

test("other passwords are accepted", () => {
  for (const typed of ["", "trei cuvinte la întâmplare"]) expect(isLeaked(typed)).toBe(false)
  expect(passwordProblem("trei cuvinte la întâmplare")).toBeNull()
})
