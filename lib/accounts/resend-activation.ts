import "server-only"
import { findNewestSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import type { TooMany } from "@/lib/limits/hit-limits"
import type { Client } from "@/lib/runtime/client"
import { limitMails } from "./mail-limit"
import { sendActivationLink } from "./send-activation-link"

/**
 * Mails a new activation link if the address has an unconfirmed sign-up. The answer is the same if it has
 * none.
 */
export async function resendActivation(
  app: App,
  { email, client }: { readonly email: EmailAddress; readonly client: Client },
): Promise<{ readonly ok: true } | TooMany> {
  const now = app.now()
  const limited = await limitMails(app.db, { address: email, client }, now)
  if (limited) return limited
  return app.db.transaction(async (tx) => {
    const signUp = await findNewestSignUp(tx, email)
    if (signUp) await sendActivationLink(tx, { ...signUp, email }, now)
    return ok()
  })
}
