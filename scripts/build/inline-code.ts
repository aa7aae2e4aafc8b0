import { createHash } from "node:crypto"

const scriptElement = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi

/**
 * The CSP hash source of each inline script that runs, without repetitions. React escapes `</script` and
 * attributes' `>`.
 */
export function inlineScriptHashes(html: string): string[] {
  const inline = [...html.matchAll(scriptElement)].filter(
    ([, attributes]) => !/\s(?:src\s*=|type="application\/ld\+json")/i.test(attributes ?? ""),
  )
  const hashes = inline.map(
    ([, , code = ""]) => `sha256-${createHash("sha256").update(code).digest("base64")}`,
  )
  return [...new Set(hashes)]
}

/** The tags with inline styles or event handlers, which the strict policy blocks even when hashed. */
export function forbiddenInlineCode(html: string): string[] {
  const markup = html.replace(scriptElement, "")
  const tags = markup.match(/<[a-z][^>]*>/gi) ?? []
  return tags.filter(
    (tag) => /^<style\b/i.test(tag) || /\s(?:style|on[a-z]+)\s*=/i.test(tag.replace(/"[^"]*"/g, '""')),
  )
}
