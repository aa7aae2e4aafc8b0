import { createHash } from "node:crypto"

const scriptElement = /<script\b([^>]*)>([\s\S]*?)<\/script>/gi

/** The CSP hash source of every inline script of a page, each once. React escapes `</script` inside and `>` in attributes. */
export function inlineScriptHashes(html: string): string[] {
  const inline = [...html.matchAll(scriptElement)].filter(
    ([, attributes]) => !/\ssrc\s*=/i.test(attributes ?? ""),
  )
  const hashes = inline.map(
    ([, , code = ""]) => `sha256-${createHash("sha256").update(code).digest("base64")}`,
  )
  return [...new Set(hashes)]
}

/** What the strict policy would block however it is hashed: inline styles and event handlers. Empty when there is none. */
export function forbiddenInlineCode(html: string): string[] {
  const markup = html.replace(scriptElement, "")
  const tags = markup.match(/<[a-z][^>]*>/gi) ?? []
  return tags.filter(
    (tag) => /^<style\b/i.test(tag) || /\s(?:style|on[a-z]+)\s*=/i.test(tag.replace(/"[^"]*"/g, '""')),
  )
}
