import { z } from "zod"
import { bucharestInstant, type CivilDate } from "@/lib/domain/time/civil-date"
import { withCommaBelow } from "../words/comma-below"
import { catalogueCode } from "./catalogue-code"

const code = z.string().regex(catalogueCode, "lower case letters, digits and dashes, at most 40")
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, "must not be empty")
    .max(longest, `at most ${longest} characters`)
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(text),
      "holds a control character",
    )
    .transform(withCommaBelow)

/** A day, parsed to the instant at which it begins in Europe/Bucharest. */
const day = z.iso.date("a day such as 2026-12-01").transform((date) => bucharestInstant(date as CivilDate))

const offer = z
  .strictObject({
    code,
    months: z.int("whole months").min(1).max(60),
    /** VAT included, in whole bani. */
    priceBani: z.int("whole bani").min(1).max(10_000_000),
    validFrom: day.optional(),
    /** The first day without the offer. */
    validUntil: day.optional(),
  })
  .refine(({ validFrom, validUntil }) => !validFrom || !validUntil || validFrom < validUntil, {
    path: ["validUntil"],
    error: "must come after validFrom",
  })

const offeredPackage = z.strictObject({
  code,
  name: line(80),
  description: line(500).optional(),
  channels: z.array(line(80)).max(500).default([]),
  offers: z.array(offer).max(50),
})

const vatRate = z.strictObject({ basisPoints: z.int().min(0).max(10_000), validFrom: day })

/** The file that replaces the catalogue: checked whole before anything is written. */
export const catalogueFile = z
  .strictObject({
    vatRates: z.array(vatRate).max(50).default([]),
    packages: z.array(offeredPackage).min(1, "names no package").max(200),
  })
  .superRefine(({ packages }, context) => {
    const codes = { package: new Set<string>(), offer: new Set<string>() }
    const once = (kind: "package" | "offer", value: string, path: (string | number)[]) => {
      if (codes[kind].has(value))
        context.addIssue({ code: "custom", path, message: `the code ${value} stands twice` })
      codes[kind].add(value)
    }
    for (const [at, one] of packages.entries()) {
      once("package", one.code, ["packages", at, "code"])
      for (const [number, { code: offerCode }] of one.offers.entries()) {
        once("offer", offerCode, ["packages", at, "offers", number, "code"])
      }
    }
  })

export type CatalogueFile = z.output<typeof catalogueFile>
