import type { Brand } from "@/lib/domain/ids/brand"

/** The digits of a Romanian fiscal code, without "RO". */
export type Cui = Brand<string, "Cui">

const weights = [7, 5, 3, 2, 1, 7, 5, 3, 2]

/**
 * A CUI with a right control digit, or null: `RO` and blanks are left out; 2–10 digits; the body, padded to nine, times the
 * weights, times ten, modulo 11, modulo 10.
 */
export function parseCui(typed: string): Cui | null {
  if (typed.length > 40) return null
  const digits = typed.replace(/\s/g, "").replace(/^RO/i, "")
  if (!/^[1-9]\d{1,9}$/.test(digits)) return null
  const body = digits.slice(0, -1).padStart(9, "0")
  const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0)
  return ((10 * sum) % 11) % 10 === Number(digits.at(-1)) ? (digits as Cui) : null
}
