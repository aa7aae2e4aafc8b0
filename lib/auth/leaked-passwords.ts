import "server-only"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { plainLetters } from "@/lib/domain/people/password-policy"

const file = join(process.cwd(), "lib/auth/leaked-passwords.txt")
let leaked: ReadonlySet<string> | undefined

/**
 * Whether a password is among the most used leaked ones of 12 characters or more (from M. Burnett's list of
 * ten million, 2015). The file has one per line, as `plainLetters` writes it. next.config.ts adds it to the
 * build.
 */
export function isLeaked(password: string): boolean {
  leaked ??= new Set(readFileSync(file, "utf8").trim().split(/\s+/))
  return leaked.has(plainLetters(password))
}
