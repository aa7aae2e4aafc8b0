import type { Brand } from "@/lib/domain/ids/brand"
import { bareNumber } from "@/lib/domain/words/bare-number"

/** A trade register number: "J40/123/2020", or "J2024000123008" as issued since 26 July 2024. */
export type RegisterNumber = Brand<string, "RegisterNumber">

const countyNumbers = new Set([...Array.from({ length: 40 }, (_, at) => at + 1), 40, 51, 52])

/** Null for another form, an unknown county or a wrong control digit. Ignores blanks and case. */
export function parseRegisterNumber(typed: string): RegisterNumber | null {
  if (typed.length > 40) return null
  const compact = bareNumber(typed).toUpperCase()
  const [, county = "", year = ""] = /^[JFC](\d{1,2})\/\d{1,6}\/(\d{4})$/.exec(compact) ?? []
  if (county) return isCounty(county) && isYear(year) ? (compact as RegisterNumber) : null
  return isNewForm(compact) ? (compact as RegisterNumber) : null
}

/** Control digit = (the letter's code mod 10 + the sum of the 12 digits) mod 10. */
function isNewForm(compact: string): boolean {
  const [, year = "", county = ""] = /^[JFC](\d{4})\d{6}(\d{2})\d$/.exec(compact) ?? []
  if (!isYear(year) || !(county === "00" || isCounty(county))) return false
  const digits = [...compact.slice(1, -1)].reduce((sum, digit) => sum + Number(digit), 0)
  return ((compact.charCodeAt(0) % 10) + digits) % 10 === Number(compact.at(-1))
}

const isCounty = (number: string) => countyNumbers.has(Number(number))
const isYear = (year: string) => Number(year) >= 1990 && Number(year) <= 2100
