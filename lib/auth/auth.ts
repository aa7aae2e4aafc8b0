import "server-only"
import { isIP } from "node:net"
import { cookies, headers } from "next/headers"
import type { NextAuthOptions } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import type { CustomerId, EmailAddress, SessionId } from "@/lib/domain/ids/brand"
import type { EmailTrouble } from "@/lib/domain/people/email-address"
import { paths } from "@/lib/paths"
import type { Client } from "@/lib/runtime/client"
import {
  type CookieConfig,
  decodeSession,
  decodeToken,
  deviceCookie,
  encodeSession,
  hashSessionKey,
  newSessionKey,
  parseDeviceKey,
  sessionCookie,
  sessionMaxAgeSeconds,
} from "./session-cookie"

export type SignedInCustomer = {
  readonly id: CustomerId
  readonly sessionId: SessionId
  readonly email: EmailAddress
  readonly fullName: string
  /** Mail to the address does not arrive. */
  readonly emailTrouble: EmailTrouble | null
}

/** What the composition root hands in. */
export type AuthParts = CookieConfig & {
  /** The name, in lower case, of the header in which a trusted proxy writes the client's address. */
  readonly trustedIpHeader: string | undefined
  findSession(keyHash: Uint8Array): Promise<SignedInCustomer | null>
  openSession(session: NewSession): Promise<void>
  revokeSession(keyHash: Uint8Array, client: Client): Promise<void>
  authenticate(attempt: { email: string; password: string; client: Client }): Promise<CustomerId | null>
}

export type NewSession = {
  readonly keyHash: Uint8Array
  readonly customerId: CustomerId
  readonly client: KnownClient
}

/** A client whose browser carries a device key from now on. */
export type KnownClient = Client & { readonly deviceHash: Uint8Array }

export type Auth = ReturnType<typeof createAuth>

/** Sessions: a random key in an encrypted cookie, a row that is read on every request. */
export function createAuth(parts: AuthParts) {
  const cookie = sessionCookie(parts)
  const device = deviceCookie(parts)

  const currentKey = async () => decodeSession((await cookies()).get(cookie.name)?.value, parts)

  async function currentCustomer(): Promise<SignedInCustomer | null> {
    const key = await currentKey()
    return key ? parts.findSession(hashSessionKey(key)) : null
  }

  async function insertSession(customerId: CustomerId): Promise<string> {
    const key = newSessionKey()
    await parts.openSession({ keyHash: hashSessionKey(key), customerId, client: await knownClient() })
    return key
  }

  /** Signs a browser in under a new key, whatever it carried before. Only an action or a route handler may call it. */
  async function startSession(customerId: CustomerId): Promise<void> {
    await revokeCurrent()
    const value = await encodeSession(await insertSession(customerId), parts)
    const jar = await cookies()
    jar.set(cookie.name, value, cookie.options)
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

  /** Where this request comes from. */
  async function client(): Promise<Client> {
    const [header, jar] = [await headers(), await cookies()]
    const key = parseDeviceKey(jar.get(device.name)?.value)
    return {
      ip: await clientIp(),
      userAgent: printable(header.get("user-agent") ?? "").slice(0, 300),
      deviceHash: key === null ? null : hashSessionKey(key),
    }
  }

  /** The same, and the browser gets a device key if it had none. Only an action or a route handler may call it. */
  async function knownClient(): Promise<KnownClient> {
    const jar = await cookies()
    const key = parseDeviceKey(jar.get(device.name)?.value) ?? newSessionKey()
    jar.set(device.name, key, device.options)
    return { ...(await client()), deviceHash: hashSessionKey(key) }
  }

  /** Null without a trusted header: a client can write any other itself. */
  async function clientIp(): Promise<string | null> {
    if (!parts.trustedIpHeader) return null
    const list = (await headers()).get(parts.trustedIpHeader)
    const last = list?.split(",").at(-1)?.trim() ?? ""
    return isIP(last) ? last : null
  }

  /** next-auth's own endpoints, on the same use case, cookie and rows. */
  function nextAuthOptions(): NextAuthOptions {
    return {
      secret: parts.secrets[0],
      pages: { signIn: paths.signIn, signOut: paths.account, error: paths.signIn },
      session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
      cookies: { sessionToken: { name: cookie.name, options: cookie.options } },
      jwt: {
        encode: ({ token }) => encodeSession(String(token?.["key"] ?? ""), parts),
        decode: ({ token }) => decodeToken(token, parts),
      },
      providers: [
        Credentials({
          credentials: { email: { type: "email" }, password: { type: "password" } },
          async authorize(typed) {
            const { email, password } = Object(typed)
            if (typeof email !== "string" || typeof password !== "string") return null
            const customerId = await parts.authenticate({ email, password, client: await client() })
            return customerId && { id: customerId }
          },
        }),
      ],
      callbacks: {
        jwt: async ({ token, user }) => (user ? { key: await insertSession(user.id as CustomerId) } : token),
        session: async ({ session, token }) => {
          const customer =
            typeof token["key"] === "string" && (await parts.findSession(hashSessionKey(token["key"])))
          const user = customer ? { name: customer.fullName, email: customer.email } : undefined
          return { expires: session.expires, ...(user && { user }) }
        },
      },
      events: {
        signOut: async ({ token }) => {
          if (typeof token?.["key"] === "string")
            await parts.revokeSession(hashSessionKey(token["key"]), await client())
        },
      },
    }
  }

  return { currentCustomer, startSession, endSession, client, knownClient, nextAuthOptions }
}

/** What a header holds may be anything; PostgreSQL's text cannot hold a NUL. */
const printable = (text: string) => text.toWellFormed().replace(/\p{Cc}/gu, "")
