import "server-only"
import { cookies } from "next/headers"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { AuthParts, SignedInCustomer } from "./auth-parts"
import { requestClient } from "./request-client"
import { decodeSession, encodeSession, hashSessionKey, newSessionKey, sessionCookie } from "./session-cookie"
import { signUpKeys } from "./sign-up-keys"

export type Auth = ReturnType<typeof createAuth>

/** Sessions. The cookie holds a random key, encrypted; every request looks its hash up in `sessions`. */
export function createAuth(parts: AuthParts) {
  const cookie = sessionCookie(parts)
  const { client, knownClient } = requestClient(parts)

  const currentKey = async () => decodeSession((await cookies()).get(cookie.name)?.value, parts)

  async function currentCustomer(): Promise<SignedInCustomer | null> {
    const key = await currentKey()
    return key ? parts.findSession(hashSessionKey(key)) : null
  }

  /**
   * Revokes the browser's session, if any, and opens one under a new key. In an action or a route handler
   * only.
   */
  async function startSession(customerId: CustomerId): Promise<void> {
    await revokeCurrent()
    const key = newSessionKey()
    await parts.openSession({ keyHash: hashSessionKey(key), customerId, client: await knownClient() })
    const jar = await cookies()
    jar.set(cookie.name, await encodeSession(key, parts), cookie.options)
  }

  async function endSession(): Promise<void> {
    await revokeCurrent()
    const jar = await cookies()
    jar.set(cookie.name, "", { ...cookie.options, maxAge: 0 })
  }

  async function revokeCurrent(): Promise<void> {
    const key = await currentKey()
    if (key) await parts.revokeSession(hashSessionKey(key), await client())
  }

  return { currentCustomer, startSession, endSession, client, knownClient, signUpKeys: signUpKeys(parts) }
}
