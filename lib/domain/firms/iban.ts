import type { Brand } from "@/lib/domain/ids/brand"
import { bareNumber } from "@/lib/domain/words/bare-number"

/** A Romanian IBAN without blanks: RO, two check digits, four letters of the bank, sixteen characters. */
export type Iban = Brand<string, "Iban">

/** Null unless the check digits are valid (ISO 13616: modulo 97 is 1). */
export function parseIban(typed: string): Iban | null {
  if (typed.length > 60) return null
  const compact = bareNumber(typed).toUpperCase()
  if (!/^RO\d{2}[A-Z]{4}[A-Z0-9]{16}$/.test(compact)) return null
  const rearranged = compact.slice(4) + compact.slice(0, 4)
  let rest = 0
  for (const sign of rearranged) {
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest === 1 ? (compact as Iban) : null
}

/** "RO49 AAAA 1B31 0075 9384 0000" */
export const formatIban = (iban: string): string => iban.replace(/(.{4})(?=.)/g, "$1 ")
