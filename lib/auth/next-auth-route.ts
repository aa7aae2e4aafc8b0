import "server-only"
import NextAuth, { type NextAuthOptions } from "next-auth"

type Context = { params: Promise<{ nextauth: string[] }> }

/** next-auth's endpoints under /api/auth; its options are read at the first request, not when the product is built. */
export function nextAuthRoute(options: () => NextAuthOptions) {
  return (request: Request, context: Context): Promise<Response> => NextAuth(options())(request, context)
}
