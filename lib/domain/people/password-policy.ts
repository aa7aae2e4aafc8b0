import { commonPasswords } from "./common-passwords"
import { longestPassword, shortestPassword } from "./password-length"

export type PasswordProblem = "too-short" | "too-long" | "common" | "about-you" | "not-text"

/** Passwords are compared and hashed in this form: keyboards produce some letters in two Unicode forms. */
export const normalizePassword = (typed: string): string => typed.normalize("NFC")

/**
 * Why a password is refused, or null. It needs 12 to 128 characters, must not be a common one, and must not
 * be made of the customer's name or address (`about`) or of our name. No composition rules (NIST SP 800-63B,
 * OWASP ASVS 5.0 section 6.2).
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

/** A password as it is compared with lists: lower case, without accents, blanks and the characters . _ @ - */
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

/** One to four characters, repeated: "abcabcabcabc", "111111111111". */
function isRepetition(plain: string): boolean {
  return /^(.{1,4})\1+$/su.test(plain)
}

/** Only these words, and at most four other characters, for example a year. */
function isMadeOf(plain: string, words: readonly string[]): boolean {
  const longestFirst = [...words].sort((a, b) => b.length - a.length)
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ""), plain)
  return rest.length < plain.length && rest.length <= 4
}
