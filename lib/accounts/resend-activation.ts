import "server-only"
import { findNewestSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import type { EmailAddress } from "@/lib/domain/brand"
import { mayBeMailed } from "./mail-limit"
import { sendActivationLink } from "./send-activation-link"

/** Mails a new link when a sign-up waits on the address; says nothing about whether one does. */
export async function resendActivation(app: App, email: EmailAddress): Promise<void> {
  const now = app.now()
  await app.db.transaction(async (tx) => {
    const allowed = await mayBeMailed(tx, email, now)
    const signUp = await findNewestSignUp(tx, email)
    if (allowed && signUp) await sendActivationLink(tx, { ...signUp, email }, now)
  })
}
