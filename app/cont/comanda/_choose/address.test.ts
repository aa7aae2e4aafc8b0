import { expect, test } from "vitest"
import { orderPaths } from "@/lib/paths"
import { readTopUpAddress } from "./address"

const linkId = "0193f1aa-0000-7000-8000-000000000001"

test("an address is read as it was written", () => {
  const path = orderPaths.topUp([linkId], [{ linkId, offerCode: "familia-1" }], 2)
  const query = Object.fromEntries(new URL(path, "https://x.ro").searchParams)
  expect(readTopUpAddress(query)).toEqual({
    ...{ linkIds: [linkId], lines: [{ linkId, offerCode: "familia-1" }], presetCode: null },
    ...{ step: "packages", search: "" },
  })
})

test("what cannot be read is left out", () => {
  expect(
    readTopUpAddress({ card: ["x", linkId], linie: "?", pachet: ["a", "b"], pas: "3", cauta: [" a"] }),
  ).toEqual({ linkIds: [linkId], lines: [], presetCode: null, step: null, search: "" })
})
