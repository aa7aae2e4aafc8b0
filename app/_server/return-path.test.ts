import { expect, test } from "vitest"
import { returnPath } from "./return-path"

test("paths of this product are kept, with their parameters", () => {
  for (const path of [
    "/",
    "/cont",
    "/cont/smartcarduri",
    "/cont/comanda?pachet=familia-1&utm_source=x",
    "/a//b",
  ]) {
    expect(returnPath(path, "/cont")).toBe(path)
  }
})

test.each([
  null,
  undefined,
  "",
  "cont",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "/\u0000/evil.example",
  "http://evil.example",
  "https://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "HTTPS://evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "//evil.example@ours",
  "http://ours.invalid@evil.example",
  "/./\\evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/cont\\evil",
  "/％2f/evil",
  "/\u2028/evil.example",
  "//[::1]",
  "?next=//evil.example",
  "#//evil.example",
  `/${"a".repeat(3_000)}`,
])("%j becomes the fallback", (asked) => {
  expect(returnPath(asked, "/cont")).toBe("/cont")
})
