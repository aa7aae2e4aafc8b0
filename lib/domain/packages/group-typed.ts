import { bareNumber } from "@/lib/domain/words/bare-number"

type Typed = { readonly text: string; readonly caret: number }

/**
 * What is typed of a serial, in the groups that the card shows: "020 0000 0001" of 11 digits. The caret stays
 * behind the digit that it was behind. Null for anything but digits, which stays as it is.
 */
export function groupTyped(typed: Typed, length: number): (Typed & { readonly digits: number }) | null {
  const digits = bareNumber(typed.text)
  if (!/^\d*$/.test(digits)) return null
  const first = length % 4 || 4
  const inGroups = (part: string) =>
    [part.slice(0, first), ...(part.slice(first).match(/.{1,4}/g) ?? [])].filter(Boolean).join(" ")
  const before = bareNumber(typed.text.slice(0, typed.caret)).length
  return {
    text: inGroups(digits),
    caret: inGroups(digits.slice(0, before)).length,
    digits: digits.length,
  }
}
