import "server-only"
import type { DbOrTx } from "@/db/client"
import { hasLinkOfSignUp, lockLinksTo, voidLinksOfSignUp } from "@/db/queries/one-time-tokens"
import { listSignUps } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import type { EmailAddress, SignUpId } from "@/lib/domain/ids/brand"
import { mailboxKey } from "@/lib/domain/people/mailbox-key"
import { ok } from "@/lib/domain/result"
import { budgetOf } from "@/lib/limits/budgets"
import { hitAllOrNone, type Limit } from "@/lib/limits/hit-limits"
import { findPause, type MailsPaused, unsolicitedBudget } from "@/lib/limits/limit-unsolicited"
import type { Client } from "@/lib/runtime/client"
import { sendActivationLink, signUpMails } from "./send-activation-link"

type ResendOptions = {
  readonly email: EmailAddress
  readonly client: Client
  /** The sign-up whose password was just typed; it goes before those of the browser. */
  readonly signUpId?: SignUpId
}

/**
 * Mails a new activation link if the address has an unconfirmed sign-up, at most one every 20 minutes. The
 * answer is the same if it has none, and if none is due. A person who proves to have made a sign-up, by its
 * browser or its password, gets a link of that one, and its older links become void. A person who only knows
 * the address causes a link of the newest sign-up, beside the older ones: that voids no link, puts no
 * sign-up in the place of another, and spends nothing of the links of who made one.
 */
export async function resendActivation(
  app: App,
  { email, client, signUpId }: ResendOptions,
): Promise<{ readonly ok: true } | MailsPaused> {
  const now = app.now()
  const paused = await findPause(app)
  if (paused) return paused
  return app.db.transaction(async (tx) => {
    await lockLinksTo(tx, email)
    const waiting = await listSignUps(tx, { email, client })
    const proved = waiting.find(({ id, isOwn }) => (signUpId ? id === signUpId : isOwn))
    const signUp = proved ?? waiting[0]
    if (!signUp) return ok()
    const ofPerson = proved
      ? await limitsOfOwn(tx, { ...proved, email })
      : [budgetOf("resend-activation", mailboxKey(email))]
    const limits = [...ofPerson, unsolicitedBudget(app)]
    if (await hitAllOrNone({ ...app, db: tx }, limits)) return ok()
    if (proved) await voidLinksOfSignUp(tx, proved.id, now)
    await sendActivationLink(tx, { ...signUp, email }, now)
    return ok()
  })
}

type OwnSignUp = { readonly id: SignUpId; readonly email: EmailAddress }

/** A sign-up that `register` did not mail has its first link when the mailbox may have one more. */
async function limitsOfOwn(tx: DbOrTx, { id, email }: OwnSignUp): Promise<Limit[]> {
  if (!(await hasLinkOfSignUp(tx, id))) return [signUpMails(email)]
  return [budgetOf("resend-own-activation", id), budgetOf("resend-own-activation-later", id)]
}
