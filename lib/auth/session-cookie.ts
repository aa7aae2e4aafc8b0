import "server-only"
import { createHash, randomBytes } from "node:crypto"
import { decode, encode, type JWT } from "next-auth/jwt"
import { knownDeviceDays, sessionLifetimeDays } from "@/lib/domain/time/lifetimes"

/** What the cookie carries: a random key, inside an encrypted JWT. The database knows its SHA-256 alone. */
export type SessionKey = string

export type CookieConfig = {
  /** The first encrypts; all decrypt, so that one can be rotated. */
  readonly secrets: readonly [string, ...string[]]
  readonly https: boolean
}

export const sessionMaxAgeSeconds = sessionLifetimeDays * 86_400

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

/** Remembers a browser past the end of its sessions. It opens nothing: see `known_devices`. */
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

export const parseDeviceKey = (text: string | undefined): string | null =>
  text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text) ? text : null

export const newSessionKey = (): SessionKey => randomBytes(32).toString("base64url")
export const hashSessionKey = (key: SessionKey): Uint8Array => createHash("sha256").update(key).digest()

export const encodeSession = (key: SessionKey, { secrets }: CookieConfig): Promise<string> =>
  encode({ token: { key }, secret: secrets[0], maxAge: sessionMaxAgeSeconds })

/** Null for a cookie that none of our secrets made, or that is over. */
export async function decodeSession(
  cookie: string | undefined,
  config: CookieConfig,
): Promise<SessionKey | null> {
  const token = await decodeToken(cookie, config)
  return typeof token?.["key"] === "string" ? token["key"] : null
}

export async function decodeToken(
  cookie: string | undefined,
  { secrets }: CookieConfig,
): Promise<JWT | null> {
  if (!cookie || cookie.length > 4_096) return null
  for (const secret of secrets) {
    // The library throws for a cookie that this secret did not make.
    const token = await decode({ token: cookie, secret }).catch(() => null)
    if (token) return token
  }
  return null
}
