import "server-only"
import { cookies } from "next/headers"
import type { CookieConfig } from "./auth-parts"
import { hashSessionKey, newSessionKey, signUpCookie } from "./session-cookie"

/** Browsers of families sign up several persons. */
const mostKeys = 4

/**
 * The keys of the sign-ups that were made in this browser, newest first in one cookie. A key proves that the
 * browser made its sign-up; it opens nothing without the link in the mailbox.
 */
export function signUpKeys(config: CookieConfig) {
  const { name, options } = signUpCookie(config)

  async function stored(): Promise<readonly string[]> {
    const keys = ((await cookies()).get(name)?.value ?? "").split(".")
    return keys.filter((key) => /^[A-Za-z0-9_-]{43}$/.test(key)).slice(0, mostKeys)
  }

  async function hashes(): Promise<readonly Uint8Array[]> {
    return (await stored()).map(hashSessionKey)
  }

  /** A new key, which `remember` gives to the browser once its sign-up is stored. */
  function create() {
    const key = newSessionKey()
    return { key, keyHash: hashSessionKey(key) }
  }

  /** In an action or a route handler only. */
  async function remember(key: string): Promise<void> {
    const keys = [key, ...(await stored())].slice(0, mostKeys)
    const jar = await cookies()
    jar.set(name, keys.join("."), options)
  }

  return { hashes, create, remember }
}
