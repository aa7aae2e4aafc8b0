import { pageSets } from "@/lib/paths"

const hidden = "[…]"

/** A URL path as the log may show it: tokens are replaced, the query is cut. */
export function redactPath(address: string): string {
  const [path = ""] = address.split(/[?#]/)
  const page = pageSets.withToken.find((root) => path.toLowerCase().startsWith(`${root}/`))
  return redactTokens(page ? `${page}/${hidden}` : path)
}

/** Our tokens are 43 characters of base64url; an id has 36 and stays. */
export const redactTokens = (text: string): string => text.replace(/[A-Za-z0-9_-]{43,}/g, hidden)
