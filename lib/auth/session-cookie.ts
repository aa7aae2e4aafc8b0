import "server-only"
import { createHash, randomBytes } from "node:crypto"
import { decode, encode } from "next-auth/jwt"
import { knownDeviceDays, sessionLifetimeDays, unconfirmedSignUpDays } from "@/lib/domain/time/lifetimes"
import type { CookieConfig } from "./auth-parts"

/** A random key. The cookie holds it inside an encrypted JWT; the database stores only its SHA-256. */
export type SessionKey = string

const sessionMaxAgeSeconds = sessionLifetimeDays * 86_400

export const sessionCookie = ({ https }: CookieConfig) => ({
  name: https ? "__Host-focus-sat" : "focus-sat",
  options: {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: https,
    maxAge: sessionMaxAgeSeconds,
  },
})

/** Marks a browser as known, longer than its sessions last. It does not sign in: see `known_devices`. */
export const deviceCookie = ({ https }: CookieConfig) => ({
  name: https ? "__Host-focus-sat-dispozitiv" : "focus-sat-dispozitiv",
  options: {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: https,
    maxAge: knownDeviceDays * 86_400,
  },
})

/** Keys of the sign-ups made in this browser: see `sign_ups`. It lives as long as they do. */
export const signUpCookie = ({ https }: CookieConfig) => ({
  name: https ? "__Host-focus-sat-cerere" : "focus-sat-cerere",
  options: {
    httpOnly: true,
    sameSite: "lax" as const,
    path: "/",
    secure: https,
    maxAge: unconfirmedSignUpDays * 86_400,
  },
})

export const parseDeviceKey = (text: string | undefined): string | null =>
  text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text) ? text : null

export const newSessionKey = (): SessionKey => randomBytes(32).toString("base64url")
export const hashSessionKey = (key: SessionKey): Uint8Array => createHash("sha256").update(key).digest()

export const encodeSession = (key: SessionKey, { secrets }: CookieConfig): Promise<string> =>
  encode({ token: { key }, secret: secrets[0], maxAge: sessionMaxAgeSeconds })

/** Null for a cookie that none of the secrets encrypted, or that has expired. */
export async function decodeSession(
  cookie: string | undefined,
  { secrets }: CookieConfig,
): Promise<SessionKey | null> {
  if (!cookie || cookie.length > 4_096) return null
  for (const secret of secrets) {
    // The library throws for a cookie that another secret encrypted.
    const token = await decode({ token: cookie, secret }).catch(() => null)
    if (token) return typeof token["key"] === "string" ? token["key"] : null
  }
  return null
}
