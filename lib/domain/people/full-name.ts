import type { Brand } from "@/lib/domain/ids/brand"

export type FullName = Brand<string, "FullName">

const longest = 100

/**
 * Letters, digits and the punctuation of names; runs of blanks become one. Null for control characters,
 * text-direction marks and markup.
 */
export function parseFullName(typed: string): FullName | null {
  if (typed.length > 4 * longest) return null
  const name = typed.normalize("NFC").trim().replace(/\s+/gu, " ")
  const isName =
    name.length >= 2 && name.length <= longest && /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,'’&()-]*$/u.test(name)
  return isName ? (name as FullName) : null
}

/** The first word of a name, for greetings: "Ana" of "Ana Popescu". */
export const firstName = (fullName: string): string => fullName.split(" ")[0] ?? fullName
