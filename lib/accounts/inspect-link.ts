import "server-only"
import { findToken } from "@/db/queries/one-time-tokens"
import type { TokenKind } from "@/db/schema"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"

/** What a link would do now. `void`: a newer one was asked for, or the account changed since. */
export type LinkState = "valid" | "used" | "expired" | "void" | "unknown"

/** Looks at a link for the page that it opens: changes nothing, however often it is opened and by whom. */
export async function inspectLink(app: App, kind: TokenKind, text: string): Promise<LinkState> {
  const token = parseLinkToken(text)
  const found = token && (await findToken(app.db, kind, hashLinkToken(token)))
  if (!found) return "unknown"
  if (found.usedAt) return "used"
  if (found.voidedAt) return "void"
  return found.expiresAt > app.now() ? "valid" : "expired"
}
