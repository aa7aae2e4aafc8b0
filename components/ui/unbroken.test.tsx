import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { Unbroken } from "./unbroken"

const htmlOf = (text: string) => renderToStaticMarkup(<Unbroken>{text}</Unbroken>)
const textOf = (html: string) => html.replace(/<[^>]+>/g, "")
const keptIn = (html: string) => [...html.matchAll(/<span[^>]*>([^<]*)<\/span>/g)].map(([, words]) => words)

test.each([
  ["Deschide-l din e-mail.", ["Deschide-l", "e-mail."]],
  ["E-mailurile noastre", ["E-mailurile"]],
  ["Pe „Smartcard …0001” · Plătit – neactivat", ["…0001”", "Plătit – neactivat"]],
  ["Ana Popescu · 0722 123 456", ["0722 123 456"]],
  ["sună la 021 000 00 00.", ["021 000 00 00."]],
  ["Dacă nu l-ai primit, cere-l din nou", ["l-ai", "cere-l"]],
  ["Pe „TV living”, 44,00 lei", []],
])("%s keeps together %j, letter for letter", (text, kept) => {
  const html = htmlOf(text)
  expect(textOf(html)).toBe(text)
  expect(keptIn(html)).toEqual(kept)
})

test("a long name without a blank is no line without an end", () => {
  const name = `e-mail${"a".repeat(50)}`
  expect(keptIn(htmlOf(name))).toEqual([`e-mail${"a".repeat(10)}`])
})
