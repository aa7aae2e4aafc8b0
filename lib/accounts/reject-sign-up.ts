import "server-only"
import { lockLinksTo, voidActivationLink, voidLinksOfSignUp } from "@/db/queries/one-time-tokens"
import { deleteSignUp } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { Client } from "@/lib/runtime/client"
import { inspectActivation } from "./inspect-activation"

type RejectSignUpOptions = { readonly token: string; readonly client: Client }

/**
 * The person who holds an activation link says that the sign-up is not theirs: it is erased with all its
 * links, as is the one that the page shows, where that is another. Other sign-ups of the address stay. False
 * if the link is over; of a confirmation and a rejection at once exactly one wins.
 */
export async function rejectSignUp(app: App, { token, client }: RejectSignUpOptions): Promise<boolean> {
  const link = await inspectActivation(app, { token, client })
  if (link.state !== "valid") return false
  const now = app.now()
  return app.db.transaction(async (tx) => {
    await lockLinksTo(tx, link.signUp.email)
    const voided = await voidActivationLink(tx, link.tokenHash, now)
    if (!voided?.signUpId) return false
    for (const id of new Set([voided.signUpId, link.signUp.id])) {
      await voidLinksOfSignUp(tx, id, now)
      await deleteSignUp(tx, id)
    }
    await recordEvent(tx, { kind: "sign-up-rejected", customerId: null, client }, now)
    return true
  })
}
