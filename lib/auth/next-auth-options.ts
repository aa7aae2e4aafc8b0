import "server-only"
import type { NextAuthOptions } from "next-auth"
import Credentials from "next-auth/providers/credentials"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { paths } from "@/lib/paths"
import type { Client } from "@/lib/runtime/client"
import type { AuthParts } from "./auth-parts"
import {
  decodeToken,
  encodeSession,
  hashSessionKey,
  sessionCookie,
  sessionMaxAgeSeconds,
} from "./session-cookie"

type Sessions = {
  readonly insertSession: (customerId: CustomerId) => Promise<string>
  readonly client: () => Promise<Client>
}

/**
 * Options for next-auth's own endpoints. They use the same `authenticate`, cookie and session rows as the
 * pages.
 */
export function nextAuthOptions(parts: AuthParts, { insertSession, client }: Sessions): NextAuthOptions {
  const cookie = sessionCookie(parts)
  return {
    secret: parts.secrets[0],
    pages: { signIn: paths.signIn, signOut: paths.account, error: paths.signIn },
    session: { strategy: "jwt", maxAge: sessionMaxAgeSeconds },
    cookies: { sessionToken: { name: cookie.name, options: cookie.options } },
    jwt: {
      encode: ({ token }) => encodeSession(String(token?.["key"] ?? ""), parts),
      decode: ({ token }) => decodeToken(token, parts),
    },
    providers: [credentials(parts, client)],
    callbacks: {
      jwt: async ({ token, user }) => {
        const customerId = user ? parseId<CustomerId>(user.id) : null
        return customerId ? { key: await insertSession(customerId) } : token
      },
      session: async ({ session, token }) => {
        const customer =
          typeof token["key"] === "string" ? await parts.findSession(hashSessionKey(token["key"])) : null
        const user = customer && { name: customer.fullName, email: customer.email }
        return { expires: session.expires, ...(user && { user }) }
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.["key"] !== "string") return
        await parts.revokeSession(hashSessionKey(token["key"]), await client())
      },
    },
  }
}

function credentials(parts: AuthParts, client: () => Promise<Client>) {
  return Credentials({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(typed) {
      const { email, password } = Object(typed)
      if (typeof email !== "string" || typeof password !== "string") return null
      const customerId = await parts.authenticate({ email, password, client: await client() })
      return customerId && { id: customerId }
    },
  })
}
