import { expect, test } from "vitest"
import { foldedText } from "./folded-text"

test.each(["Mureș", "Mure\u015f", "MURES", "mureș".normalize("NFD")])("%s is found with mures", (typed) => {
  expect(foldedText(typed)).toBe("mures")
})
