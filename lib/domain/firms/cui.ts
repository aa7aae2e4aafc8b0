import type { Brand } from "@/lib/domain/ids/brand"
import { bareNumber } from "@/lib/domain/words/bare-number"

/** The digits of a Romanian fiscal code, without "RO". */
export type Cui = Brand<string, "Cui">

const weights = [7, 5, 3, 2, 1, 7, 5, 3, 2]

/**
 * The digits of a valid CUI, or null. Removes `RO` and blanks; 2–10 digits; control digit = (10 · Σ body ·
 * weights mod 11) mod 10, with the body padded to nine digits.
 */
export function parseCui(typed: string): Cui | null {
  if (typed.length > 40) return null
  const digits = bareNumber(typed).replace(/^RO/i, "")
  if (!/^[1-9]\d{1,9}$/.test(digits)) return null
  const body = digits.slice(0, -1).padStart(9, "0")
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return ((10 * sum) % 11) % 10 === Number(digits.at(-1)) ? (digits as Cui) : null
}
