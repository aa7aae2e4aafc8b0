const pagesWithToken = [
  "/activare/",
  "/parola-noua/",
  "/cont/email/",
  "/alerte/dezabonare/",
  "/api/alerts/",
  "/calendar/",
]
const hidden = "[…]"

/** An address as it may stand in a log: without the tokens that stand in paths, and without its query. */
export function redactPath(address: string): string {
  const [path = ""] = address.split(/[?#]/)
  const page = pagesWithToken.find((prefix) => path.toLowerCase().startsWith(prefix))
  return redactTokens(page ? page + hidden : path)
}

/** Our tokens are 43 characters of base64url; an id has 36. */
export const redactTokens = (text: string): string => text.replace(/[A-Za-z0-9_-]{43,}/g, hidden)
