import { commonPasswords } from "./common-passwords"
import { longestPassword, shortestPassword } from "./password-length"

export type PasswordProblem = "too-short" | "too-long" | "common" | "about-you" | "not-text"

/** What a password is compared and hashed as, so that a letter typed on two keyboards is one letter. */
export const normalizePassword = (typed: string): string => typed.normalize("NFC")

/**
 * Why a password is not accepted, or null. 12–128 characters and neither on a list of common passwords nor made of
 * the customer's or our own name; no rules of composition (NIST SP 800-63B, OWASP ASVS 5.0 section 6.2).
 */
export function passwordProblem(typed: string, about: readonly string[] = []): PasswordProblem | null {
  if (typed.length > 4 * longestPassword) return "too-long"
  if (!typed.isWellFormed() || typed.includes("\u0000")) return "not-text"
  const password = normalizePassword(typed)
  const length = [...password].length
  if (length < shortestPassword) return "too-short"
  if (length > longestPassword) return "too-long"
  const plain = plainLetters(password)
  if (commonPasswords.has(plain) || isRepetition(plain)) return "common"
  return isMadeOf(plain, [...contextWords, ...about.flatMap(wordsOf)]) ? "about-you" : null
}

const contextWords = ["focussat", "focus", "sat", "contulmeu", "smartcard", "parola", "password", "televizor"]

/** What is left of a password when it is compared with a list: no accents, blanks or marks, in lower case. */
export const plainLetters = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s._@-]/g, "")

const wordsOf = (text: string) =>
  text
    .split(/[\s@.+_-]+/)
    .map(plainLetters)
    .filter((word) => word.length >= 3)

/** One short piece over and over: "abcabcabcabc", "111111111111". */
function isRepetition(plain: string): boolean {
  return /^(.{1,4})\1+$/su.test(plain)
}

/** Nothing but known words, and at most four other characters such as a year. */
function isMadeOf(plain: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ""), plain)
  return rest.length < plain.length && rest.length <= 4
}
