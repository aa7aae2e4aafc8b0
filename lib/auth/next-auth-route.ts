import "server-only"
import NextAuth, { type NextAuthOptions } from "next-auth"

type Context = { params: Promise<{ nextauth: string[] }> }

/**
 * next-auth's endpoints under /api/auth. `options` is called per request, because at build time it has no
 * environment.
 */
export function nextAuthRoute(options: () => NextAuthOptions) {
  return (request: Request, context: Context): Promise<Response> => NextAuth(options())(request, context)
}
