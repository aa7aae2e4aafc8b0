import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import CookiesPage from "@/app/(site)/cookie-uri/page"

const page = renderToStaticMarkup(CookiesPage())
const code = execFileSync(
  "git",
  ["ls-files", "app", "components", "lib", "proxy.ts", "instrumentation-client.ts"],
  {
    encoding: "utf8",
  },
)
  .split("\n")
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.|cookie-uri\/page/.test(file))
  .map((file) => [file, readFileSync(file, "utf8")] as const)

const namesIn = (text: string) =>
  [...text.matchAll(/"((?:__Host-)?focus-sat(?:-[a-z]+)?)"/g)].map(([, name = ""]) => name)
const namesOnPage = [...page.matchAll(/<strong>((?:__Host-)?focus-sat[^<]*)<\/strong>/g)].map(
  ([, name]) => name,
)

test("the page names every cookie that the code sets, and no other", () => {
  const inCode = new Set(code.flatMap(([, text]) => namesIn(text)))
  expect(inCode.size).toBeGreaterThan(9)
  expect([...namesOnPage].sort()).toEqual([...inCode].sort())
})

test("every cookie is set under one of these names, never under a literal of its own", () => {
  const setters = code.filter(([, text]) =>
    /\bjar\.set\(|\bcookies\(\)\)?\.set\(|\.cookies\.set\(/.test(text),
  )
  expect(setters.length).toBeGreaterThan(3)
  for (const [file, text] of setters) {
    const names = [...text.matchAll(/\bset\((["'`][^"'`]+["'`])/g)].map(([, name]) => name)
    expect(names, file).toEqual([])
  }
})

test("nothing is kept in the browser beside cookies", () => {
  const stores = /\b(?:localStorage|sessionStorage|indexedDB)\b|document\.cookie\s*=\s*["'`]/
  expect(code.filter(([, text]) => stores.test(text)).map(([file]) => file)).toEqual([])
})
