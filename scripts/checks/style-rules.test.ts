import { expect, test } from "vitest"
import { brokenStyle } from "./style-rules"

const inProduct = (text: string) => brokenStyle({ path: "lib/orders/example.ts", text })

test.for([
  "// Nobody may see this.",
  "// whoever asked",
  "// whatever comes",
  "// somebody's order",
  "// the invoice of whose it is",
  "// what became of the mail",
  "// The customer is told.",
  "const misfit = 1",
  "takeMoney(order)",
  "const at = now.now",
  "type Converging = { readonly id: string }",
  "interface Freezing {",
  "type Row = Awaited<ReturnType<typeof listOrders>>",
  "const id = text as OrderId",
])("%s breaks the house style", (line) => {
  expect(inProduct(line)).toHaveLength(1)
})

test.for([
  "// Only the customer may see this.",
  '// PostgreSQL runs as "nobody" for root.',
  "// The customer gets a mail.",
  "const hired = 1",
  "type Setting = string",
  "type OrderRow = { readonly id: string }",
  "const id = parseId<OrderId>(text)",
  "const id = text as const",
])("%s keeps the house style", (line) => {
  expect(inProduct(line)).toEqual([])
})

test("a comment has at most 110 columns; other lines are the formatter's", () => {
  const comment = `// ${"a".repeat(107)}`
  expect(inProduct(comment)).toEqual([])
  expect(inProduct(`${comment}a`)).toEqual([
    "lib/orders/example.ts:1: a comment line of 111 columns: 110 at most",
  ])
  expect(inProduct(` * ${"a".repeat(108)}`)).toHaveLength(1)
  expect(inProduct(`const long = "${"a".repeat(200)}"`)).toEqual([])
  expect(brokenStyle({ path: "docs/example.md", text: `# ${"a".repeat(200)}` })).toEqual([])
})

test("the problem names the file, the line, the word and what to write", () => {
  expect(inProduct("const one = 1\n\n// somebody")).toEqual([
    'lib/orders/example.ts:3: "somebody": name the person or the thing',
  ])
})

test("words are checked in documents too; types and casts only in code", () => {
  expect(brokenStyle({ path: "docs/example.md", text: "Nobody pays." })).toHaveLength(1)
  expect(brokenStyle({ path: "docs/example.md", text: "type Freezing = string; text as OrderId" })).toEqual(
    [],
  )
})

test("tests may name a query's result; the ids' own files may cast", () => {
  const row = "type Row = Awaited<ReturnType<typeof listOrders>>"
  expect(brokenStyle({ path: "tests/support/example.ts", text: row })).toEqual([])
  const cast = "return text as OrderId"
  expect(brokenStyle({ path: "lib/domain/ids/example.ts", text: cast })).toEqual([])
})
