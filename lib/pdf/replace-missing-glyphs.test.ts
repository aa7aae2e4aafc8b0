import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { fontCodePoints } from "@/scripts/assets/font-code-points"
import { usualInvoices } from "@/tests/samples/invoices"
import { readInvoice } from "@/tests/support/invoice-layout"
import { inOrder } from "@/tests/support/pdf"
import { fontCharacterRanges } from "./font-characters"

test.each([400, 700])("font-characters.ts lists exactly what the font of weight %i can draw", (weight) => {
  const font = readFileSync(`lib/pdf/fonts/atkinson-hyperlegible-next-${weight}.ttf`)
  const listed = fontCharacterRanges.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, step) => first + step),
  )
  expect(listed).toEqual(fontCodePoints(font).sort((a, b) => a - b))
})

test.each([
  ["Kőrösi Łukasz", "Kőrösi Łukasz"],
  ["Ștefan Țepeș in Unicode's other spelling", "Ștefan Țepeș in Unicode's other spelling".normalize("NFD")],
  ["Nguyễn Trần", "Nguyễn Trần"],
  ["??????? și ??", "Николай și 李白"],
])("a character that the font lacks becomes its base letter or a question mark: %s", async (seen, name) => {
  const { buyer, ...invoice } = usualInvoices["person-sector-3"]
  const { pages } = await readInvoice({ ...invoice, buyer: { ...buyer, name } })
  const texts = pages.flatMap(({ tags }) => inOrder(tags)).map(({ text }) => text.normalize("NFC"))
  expect(pages.flatMap(({ glyphCodes }) => glyphCodes)).not.toContain(0)
  expect(texts).toContain(seen)
})
