import { expect, test } from "vitest"
import { meantDomain } from "./mistyped-domain"

test.each([
  ["ana@gmial.com", "gmail.com"],
  ["ana@gmail.con", "gmail.com"],
  ["ana@gmai.com", "gmail.com"],
  ["ana@gmaill.com", "gmail.com"],
  ["ana@gmail", "gmail.com"],
  ["ana@Yaho.com", "yahoo.com"],
  ["ana@yahoo.co", "yahoo.com"],
  ["ana@yahooo.ro", "yahoo.ro"],
  ["ana@hotmial.com", "hotmail.com"],
  ["ana@outlok.com", "outlook.com"],
])("%s was probably meant for %s", (typed, meant) => {
  expect(meantDomain(typed)).toBe(meant)
})

test("a right domain, another one and half an address give no question", () => {
  for (const typed of [
    ...["ana@gmail.com", "ana@yahoo.ro", "ana@mail.com", "ana@gmx.com", "ana@exemplu.ro", "ana@focussat.ro"],
    ...["ana", "ana@", "ana@g", "", "ana@ymail.com", "ana@firma-gmail.com"],
  ]) {
    expect(meantDomain(typed), typed).toBeNull()
  }
})
