import "server-only"
import { cookies } from "next/headers"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { AuthParts, SessionRenewal, SignedInCustomer } from "./auth-parts"
import { deviceKeys } from "./device-keys"
import { heldSession } from "./held-session"
import { requestClient } from "./request-client"
import { sealedNotes } from "./sealed-note"
import { decodeSession, encodeSession, hashSessionKey, newSessionKey, sessionCookie } from "./session-cookie"
import { signUpKeys } from "./sign-up-keys"

export type Auth = ReturnType<typeof createAuth>

/** Sessions. The cookie holds a random key, encrypted; every request looks its hash up in `sessions`. */
export function createAuth(parts: AuthParts) {
  const cookie = sessionCookie(parts)
  const client = requestClient(parts)
  const newDevice = deviceKeys(parts).create

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
    const [key, { deviceHash, remember }] = [newSessionKey(), newDevice()]
    const known = { ...(await client()), deviceHash }
    await parts.openSession({ keyHash: hashSessionKey(key), customerId, client: known })
    const jar = await cookies()
    jar.set(cookie.name, await encodeSession(key, parts), cookie.options)
    await remember(customerId)
  }

  /**
   * Makes a change that gives the session new keys, so that copies of the cookies are dead, and hands the
   * keys to the browser if the change succeeded. In an action or a route handler only.
   */
  async function renewSession<Answer extends { readonly ok: boolean }>(
    customerId: CustomerId,
    change: (renewal: SessionRenewal) => Promise<Answer>,
  ): Promise<Answer> {
    const old = await currentKey()
    if (!old) throw new Error("Only a signed-in browser has a session to renew")
    const [key, { deviceHash, remember }] = [newSessionKey(), newDevice()]
    const answer = await change({ oldKeyHash: hashSessionKey(old), keyHash: hashSessionKey(key), deviceHash })
    if (!answer.ok) return answer
    const jar = await cookies()
    jar.set(cookie.name, await encodeSession(key, parts), cookie.options)
    await remember(customerId)
    return answer
  }

  async function endSession(): Promise<void> {
    await revokeCurrent()
    const jar = await cookies()
    jar.set(cookie.name, "", { ...cookie.options, maxAge: 0 })
  }

  /** The browser gets another device key too: copies of both cookies are dead. */
  async function revokeCurrent(): Promise<void> {
    const key = await currentKey()
    if (!key) return
    const { deviceHash, remember } = newDevice()
    const ended = { keyHash: hashSessionKey(key), client: await client(), deviceHash }
    const customerId = await parts.endSession(ended)
    if (customerId) await remember(customerId)
  }

  return {
    currentCustomer,
    held: heldSession(parts, currentKey),
    startSession,
    renewSession,
    endSession,
    client,
    newDevice,
    signUpKeys: signUpKeys(parts),
    notes: sealedNotes(parts),
  }
}
