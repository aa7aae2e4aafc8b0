import { expect, test } from "vitest"
import { charactersLeft } from "./characters-left"

test.each([
  [60, null],
  [11, null],
  [10, "Mai poți scrie 10 caractere."],
  [1, "Mai poți scrie 1 caracter."],
  [0, "Nu mai poți scrie niciun caracter."],
  [-1, "Ai scris cu 1 caracter prea mult."],
  [-20, "Ai scris cu 20 de caractere prea mult."],
])("with room for %i characters: %s", (left, words) => {
  expect(charactersLeft(left)).toBe(words)
})
