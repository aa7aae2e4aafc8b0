import { expect, test } from "vitest"
import { passwordAdvice } from "./password-words"

const about = ["ana.popescu@exemplu.ro", "Ana Popescu"]

test.each([
  ["", 0, ""],
  ["scurtă", 1, "Prea scurtă: mai trebuie 6 caractere."],
  ["aproapebună", 1, "Prea scurtă: mai trebuie un caracter."],
  ["AnaPopescu2026", 1, "numele"],
  ["parolaparola", 1, "ușor de ghicit"],
  ["abcabcabcabcabc", 1, "ușor de ghicit"],
  ["ceas verde 7", 2, "Parolă bună."],
  ["trei cuvinte la întâmplare", 3, "Parolă foarte bună."],
  ["ababababababababababxy", 2, "Parolă bună."],
])("%s has level %s", (typed, level, text) => {
  const advice = passwordAdvice(typed, about)
  expect(advice.level).toBe(level)
  expect(advice.text).toContain(text)
})
