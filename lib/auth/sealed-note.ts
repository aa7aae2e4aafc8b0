import "server-only"
import { decode, encode } from "next-auth/jwt"
import type { CookieConfig } from "./auth-parts"

/** The purpose goes into the key: a note of one purpose can be read for no other one, nor as a session. */
export type NotePurpose = "flash" | "draft"

const salt = (purpose: NotePurpose) => `focus-sat ${purpose} 1`

type Lifetime = { readonly purpose: NotePurpose; readonly maxAgeSeconds: number }

/** Small facts that a browser keeps for us in a cookie, encrypted and for a short time. */
export function sealedNotes({ secrets }: Pick<CookieConfig, "secrets">) {
  const seal = (note: object, { purpose, maxAgeSeconds }: Lifetime): Promise<string> =>
    encode({ token: { note }, secret: secrets[0], salt: salt(purpose), maxAge: maxAgeSeconds })

  /** Null for a text that none of the secrets sealed for this purpose, or whose time is over. */
  async function unseal(sealed: string | undefined, purpose: NotePurpose): Promise<unknown> {
    if (!sealed || sealed.length > 4_096) return null
    for (const secret of secrets) {
      // The library throws for a text that another secret sealed.
      const token = await decode({ token: sealed, secret, salt: salt(purpose) }).catch(() => null)
      if (token) return token["note"] ?? null
    }
    return null
  }

  return { seal, unseal }
}
