import "server-only"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { AuthParts } from "./auth-parts"
import { hashSessionKey, type SessionKey } from "./session-cookie"

/** What a session's cookie tells after the session has ended elsewhere. A sign-out removes it. */
export function heldSession(
  parts: Pick<AuthParts, "findOwner">,
  currentKey: () => Promise<SessionKey | null>,
) {
  /** Whether the browser has the cookie of a session, live or over. */
  const exists = async () => (await currentKey()) !== null

  /** Whose session it is or was. Null in a browser without one. */
  async function owner(): Promise<CustomerId | null> {
    const key = await currentKey()
    return key ? parts.findOwner(hashSessionKey(key)) : null
  }

  return { exists, owner }
}
