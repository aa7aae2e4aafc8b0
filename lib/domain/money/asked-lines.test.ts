import { expect, test } from "vitest"
import { parseAskedLines } from "./asked-lines"
import { maxOrderLines } from "./order-limits"
import { writeAskedLine } from "./write-asked-line"

const linkId = "0193f1aa-0000-7000-8000-000000000001"

test("a line is read as it was written, with and without the price that was shown", () => {
  const shown = writeAskedLine({ linkId, offerCode: "familia-1", priceBani: 4_400 })
  expect(shown).toBe(`${linkId}:familia-1:4400`)
  expect(parseAskedLines(shown)).toEqual([{ linkId, offerCode: "familia-1", seenPriceBani: 4_400 }])
  const bare = writeAskedLine({ linkId, offerCode: "familia-1", priceBani: null })
  expect(parseAskedLines([bare])).toEqual([{ linkId, offerCode: "familia-1", seenPriceBani: null }])
})

test.each(["", "familia-1", `${linkId}:`, `${linkId}:FAMILIA`, `${linkId}:familia-1:1:2`, "x:familia-1"])(
  "%j is no line",
  (written) => expect(parseAskedLines(written)).toEqual([]),
)

test("a price that is none is left out, twice the same is once, and an order has an end", () => {
  expect(parseAskedLines(`${linkId}:familia-1:-5`)).toMatchObject([{ seenPriceBani: null }])
  expect(parseAskedLines([`${linkId}:familia-1`, `${linkId}:familia-1:4400`])).toHaveLength(1)
  const many = Array.from({ length: maxOrderLines + 5 }, (_, at) => `${linkId}:familia-${at}`)
  expect(parseAskedLines(many)).toHaveLength(maxOrderLines)
})
