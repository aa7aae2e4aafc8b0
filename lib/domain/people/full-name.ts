import type { Brand } from "@/lib/domain/ids/brand"

export type FullName = Brand<string, "FullName">

const longest = 100

/** The address of a site has a dot inside a word. Neither it nor a telephone number is part of a name. */
const tells = /\.[\p{L}\p{N}]{2}|[\p{L}\p{N}]{2}\.[\p{L}\p{N}]|www|(\p{N}.*){4}/iu

/**
 * Letters, up to three digits and the punctuation of names; runs of blanks become one. Null for control
 * characters, text-direction marks and markup, and for what looks like the address of a site: mails greet
 * people by a name that a stranger may have typed.
 */
export function parseFullName(typed: string): FullName | null {
  if (typed.length > 4 * longest) return null
  const name = typed.normalize("NFC").trim().replace(/\s+/gu, " ")
  const isName =
    name.length >= 2 &&
    name.length <= longest &&
    /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} .,'’&()-]*$/u.test(name) &&
    !tells.test(name)
  return isName ? (name as FullName) : null
}

/** The first word of a name, for greetings: "Ana" of "Ana Popescu". */
export const firstName = (fullName: string): string => fullName.split(" ")[0] ?? fullName

/** "AP" of "Ana Maria Popescu": the first letters of the first and the last word. */
export function initials(fullName: string): string {
  const letters = fullName.split(" ").flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? [])
  const ends = letters.length > 1 ? [letters[0], letters.at(-1)] : letters
  return ends.join("").toUpperCase()
}
