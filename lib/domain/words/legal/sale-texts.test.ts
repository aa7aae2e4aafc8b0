import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import type { Seller } from "@/lib/domain/firms/seller"
import { withdrawalShare } from "@/lib/domain/money/withdrawal"
import { expressRequestText, expressRequestVersion } from "@/lib/domain/packages/express-request"
import { currentTermsVersion, saleVersions } from "@/lib/domain/words/terms"
import { testSeller } from "@/tests/support/seller"
import { accountTerms } from "./account-terms"
import { allSaleTexts, currentSaleTexts, saleTextsOf } from "./sale-texts"
import { exampleRefundBani, withdrawalInformation } from "./withdrawal-information"

const sellers = [
  testSeller,
  { ...testSeller, isVatPayer: false },
  { ...testSeller, shareCapitalBani: 9_000_000 },
]
/** Whether a number may break from its word is layout, not text. */
const plain = (text: string) => text.replaceAll("\u00a0", " ")
const hashOf = (text: (seller: Seller) => unknown) =>
  createHash("sha256")
    .update(plain(JSON.stringify(sellers.map(text))))
    .digest("hex")
    .slice(0, 16)

/**
 * Orders and accounts store these versions. Never change a hash here: give the new text a new version and
 * keep the old text beside it.
 */
const hashes = {
  "account 2026-11-01": "ef20a461a9cbc22f",
  "express request 2026-06": "7c1ae0cb8dfd84bc",
  "sale 2026-11-28": "f666b3c72e748e8a",
  "withdrawal 2026-11-28": "e8f2bfd511f2f5f8",
}

test("the text of a version never changes: another text has another version", () => {
  const texts = [
    ...allSaleTexts,
    [`account ${currentTermsVersion}`, accountTerms] as const,
    [`express request ${expressRequestVersion}`, () => expressRequestText] as const,
  ]
  expect(Object.fromEntries(texts.map(([name, text]) => [name, hashOf(text)]))).toEqual(hashes)
})

test("the current versions have their texts, and an unknown one has none", () => {
  expect(saleTextsOf(saleVersions)).toEqual(currentSaleTexts())
  expect(saleTextsOf({ ...saleVersions, terms: "2099-01-01" })).toBeNull()
})

test("the example of the withdrawal is what the withdrawal refunds", () => {
  const [from, to] = [new Date("2026-11-23T10:00:00Z"), new Date("2026-12-23T10:00:00Z")]
  const line = { priceBani: 4_400, startsAt: from, endsAt: to, acknowledgedAt: from, isExpress: true }
  expect(withdrawalShare(line, new Date("2026-11-26T10:00:00Z"))).toEqual({
    refundBani: exampleRefundBani,
    used: { days: 4, ofDays: 30 },
  })
  const said = plain(JSON.stringify(withdrawalInformation(testSeller)))
  expect(said).toContain("30 de zile, de 44,00 lei, după 4 zile vă trimitem înapoi 38,14 lei")
})

test("every text names the seller, has anchors of its own and letters with the comma below", () => {
  const { terms, withdrawal } = currentSaleTexts()
  const sections = [terms, withdrawal, accountTerms].flatMap((text) => text(testSeller))
  const ids = sections.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const text of [terms, withdrawal]) {
    const said = JSON.stringify(text(testSeller))
    for (const part of [testSeller.name, testSeller.address, testSeller.email, testSeller.phone]) {
      expect(said).toContain(part)
    }
    expect(said).not.toMatch(/[\u015e\u015f\u0162\u0163]/)
  }
})

test("a seller that pays no VAT says nothing of it", () => {
  const free = { ...testSeller, isVatPayer: false }
  const { terms, withdrawal } = currentSaleTexts()
  expect(JSON.stringify([terms(free), withdrawal(free)])).not.toContain("TVA")
  expect(JSON.stringify(terms(testSeller))).toContain("includ TVA")
})
