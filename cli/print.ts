import { inPlainSigns } from "@/lib/domain/words/plain-text"

/**
 * Control characters (line breaks and escape sequences of terminals among them), text-direction marks and
 * other invisible ones. Names and texts of providers and the gateway may hold any.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

const escaped = (line: string) =>
  line.replace(invisible, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)

const plain = (line: string) => escaped(inPlainSigns(line))

const block = (head: string, details: readonly string[]) =>
  [head, ...details.map((line) => `  ${line}`)].map(plain).join("\n")

/** Prints a line, and details below it: the one way from a command to the terminal. */
export function print(head: string, ...details: readonly string[]): void {
  console.log(block(head, details))
}

export function printError(head: string, ...details: readonly string[]): void {
  console.error(block(head, details))
}
