import { z } from "zod"
import type { BillingParty, PostalAddress } from "@/lib/domain/firms/billing-profile"
import { type County, capital, counties } from "@/lib/domain/firms/counties"
import { parseCui } from "@/lib/domain/firms/cui"
import { parseIban } from "@/lib/domain/firms/iban"
import { parseRegisterNumber } from "@/lib/domain/firms/register-number"
import type { BillingProfileId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { parseAskedLines } from "@/lib/domain/money/asked-lines"
import { fullName } from "@/lib/domain/people/person.schema"
import { bareNumber } from "@/lib/domain/words/bare-number"

/** An invoice is read by people and offices that read Latin letters, and its font has no others. */
const isLatin = (text: string) => !/(?!\p{Script=Latin})\p{L}/u.test(text)
const latinMessage = "Scrie cu litere latine, așa cum trebuie să apară pe factură."

/** One line of text for an invoice: blanks folded, no controls, no text-direction marks, no markup. */
function line(message: string, longest: number) {
  return z
    .string({ error: message })
    .transform((typed) => typed.normalize("NFC").trim().replace(/\s+/gu, " "))
    .refine((text) => text.length >= 2 && text.length <= longest, message)
    .refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Cf}<>]/u.test(text), message)
    .refine(isLatin, latinMessage)
}

type Messages = { readonly empty: string; readonly wrong: string }

function parsed<Value>(parse: (typed: string) => Value | null, { empty, wrong }: Messages) {
  return z.string({ error: empty }).transform((typed, context) => {
    const value = parse(typed)
    if (value !== null) return value
    context.addIssue({ code: "custom", message: typed.trim() === "" ? empty : wrong })
    return z.NEVER
  })
}

const address = {
  street: line("Scrie strada și numărul, de exemplu Str. Lalelelor 5, ap. 2.", 150),
  county: z.enum(Object.keys(counties) as [County, ...County[]], { error: "Alege județul." }),
  locality: z.string().default(""),
  sector: z.string().default(""),
  postalCode: z
    .string()
    .default("")
    .transform(bareNumber)
    .refine((digits) => /^(?:\d{6})?$/.test(digits), "Codul poștal are șase cifre."),
}

const localityMessage = "Scrie localitatea, de exemplu Turda."
const locality = line(localityMessage, 80)

type TypedAddress = {
  street: string
  county: County
  locality: string
  sector: string
  postalCode: string
}

/** Checked together with every other field, so that one look at the form mends all of it. */
const always = { when: () => true }
const sectorIsRight = {
  check: ({ county, sector }: Partial<TypedAddress>) => county !== capital || /^[1-6]$/.test(sector ?? ""),
  answer: { path: ["sector"], message: "Alege sectorul.", ...always },
}
const localityIsRight = {
  check: ({ county, locality: typed }: Partial<TypedAddress>) =>
    county === undefined || county === capital || locality.safeParse(typed).success,
  answer: { path: ["locality"], message: localityMessage, ...always },
}

/** București has a sector and needs no locality; everywhere else it is the other way round. */
function placed({ street, county, ...typed }: TypedAddress): PostalAddress {
  const postalCode = typed.postalCode || null
  if (county === capital)
    return { street, county, postalCode, locality: counties[capital], sector: Number(typed.sector) }
  return { street, county, postalCode, locality: locality.parse(typed.locality), sector: null }
}

const id = idSchema<BillingProfileId>().optional()

/** The lines of the order that waits for these data, one a word; empty: the cart's. Absent: none waits. */
const order = z
  .string()
  .max(4_000)
  .transform((written) => parseAskedLines(written.split(" ")))
  .optional()

export const individualSchema = z
  .object({ id, order, name: fullName.refine(isLatin, latinMessage), ...address })
  .refine(sectorIsRight.check, sectorIsRight.answer)
  .refine(localityIsRight.check, localityIsRight.answer)
  .transform(({ id, order, name, ...typed }) => {
    const party: BillingParty = { kind: "individual", name, ...placed(typed) }
    return { id: id ?? null, order: order ?? null, party }
  })

const company = z.object({
  id,
  order,
  name: line("Scrie denumirea firmei, așa cum e la registrul comerțului.", 150),
  cui: parsed(parseCui, {
    empty: "Scrie CUI-ul firmei, de exemplu RO17030766.",
    wrong: "CUI-ul nu este corect. Verifică cifrele, de exemplu RO17030766.",
  }),
  vatPayer: z.literal("on").optional(),
  registerNumber: parsed(parseRegisterNumber, {
    empty: "Scrie numărul de la registrul comerțului, de exemplu J40/123/2020.",
    wrong: "Numărul de la registrul comerțului nu este corect, de exemplu J40/123/2020.",
  }),
  iban: z
    .string()
    .default("")
    .transform((typed, context) => {
      if (typed.trim() === "") return null
      const iban = parseIban(typed)
      if (!iban) context.addIssue({ code: "custom", message: "IBAN-ul nu este corect. Verifică cifrele." })
      return iban
    }),
  ...address,
})

export const companySchema = company
  .refine(sectorIsRight.check, sectorIsRight.answer)
  .refine(localityIsRight.check, localityIsRight.answer)
  .transform(({ id, order, name, cui, vatPayer, registerNumber, iban, ...typed }) => {
    const firm = { kind: "company" as const, name, cui, isVatPayer: vatPayer === "on", registerNumber, iban }
    const party: BillingParty = { ...firm, ...placed(typed) }
    return { id: id ?? null, order: order ?? null, party }
  })

export const profileIdSchema = z.object({ id: idSchema<BillingProfileId>() })
