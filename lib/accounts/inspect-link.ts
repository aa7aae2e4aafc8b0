import "server-only"
import { findToken } from "@/db/queries/one-time-tokens"
import type { TokenKind } from "@/db/schema"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"

/** `void`: a newer link was requested, or the account has changed since. */
export type LinkState = "valid" | "used" | "expired" | "void" | "unknown"

/** The state of a link, for the page that it opens. Changes nothing: mail scanners open links too. */
export async function inspectLink(app: App, kind: TokenKind, text: string): Promise<LinkState> {
  const token = parseLinkToken(text)
  return linkState(token && (await findToken(app.db, kind, hashLinkToken(token))), app.now())
}

type TokenTimes = { readonly usedAt: Date | null; readonly voidedAt: Date | null; readonly expiresAt: Date }

export function linkState(found: TokenTimes | null, now: Date): LinkState {
  if (!found) return "unknown"
  if (found.usedAt) return "used"
  if (found.voidedAt) return "void"
  return found.expiresAt > now ? "valid" : "expired"
}
