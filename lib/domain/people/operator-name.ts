import type { Brand } from "@/lib/domain/ids/brand"

/** The person who runs a command. Stored in audit events; no customer sees it. */
export type OperatorName = Brand<string, "OperatorName">

const shortest = 2
const longest = 60

/**
 * Words of letters, digits and punctuation, with one blank between two. Null for anything else: blanks around
 * it, other white space and control characters.
 */
export function parseOperatorName(written: string | undefined): OperatorName | null {
  const name = (written ?? "").normalize("NFC")
  const isName =
    name.length >= shortest &&
    name.length <= longest &&
    /^[\p{L}\p{M}\p{N}\p{P}]+(?: [\p{L}\p{M}\p{N}\p{P}]+)*$/u.test(name)
  return isName ? (name as OperatorName) : null
}
