import "server-only"
import type { DbOrTx } from "@/db/client"
import { isAddressTaken, setEmail } from "@/db/queries/customers"
import { consumeToken, findToken, voidTokens } from "@/db/queries/one-time-tokens"
import { deleteSignUpsOf } from "@/db/queries/sign-ups"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { maskEmailAddress } from "@/lib/domain/people/email-address"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"

type ConfirmEmailChangeOptions = {
  readonly customerId: CustomerId
  readonly token: string
  readonly client: Client
}

/**
 * Consumes the link and changes the address; the old address gets a notice. Only the signed-in customer can
 * confirm: after a typing error the mail may have reached a stranger. `taken`: another account has the
 * address, nothing changed.
 */
export async function confirmEmailChange(
  app: App,
  { customerId, token: text, client }: ConfirmEmailChangeOptions,
): Promise<Result<undefined, "link-over" | "taken">> {
  const token = parseLinkToken(text)
  if (!token) return refuse("link-over")
  const tokenHash = hashLinkToken(token)
  const found = await findToken(app.db, "email-change", tokenHash)
  if (found?.customerId !== customerId) return refuse("link-over")
  try {
    return await app.db.transaction((tx) => change(tx, { customerId, tokenHash, client }, app.now()))
  } catch (error) {
    if (isAddressTaken(error)) return refuse("taken")
    throw error
  }
}

async function change(
  tx: DbOrTx,
  { customerId, tokenHash, client }: { customerId: CustomerId; tokenHash: Uint8Array; client: Client },
  now: Date,
): Promise<Result<undefined, "link-over">> {
  const used = await consumeToken(tx, { kind: "email-change", tokenHash }, now)
  if (!used?.newEmail) return refuse("link-over")
  // Before the address changes: this notice goes to the old one.
  const props = { newEmail: maskEmailAddress(used.newEmail), at: now.toISOString() }
  const dedupeKey = `email-changed:${Buffer.from(tokenHash).toString("base64url")}`
  await enqueueMailTo(tx, { kind: "email-changed", props, customerId, dedupeKey }, now)
  await setEmail(tx, customerId, used.newEmail)
  // Links in the old mailbox become void. Sign-ups of the new address, which strangers may have made, are
  // erased.
  await voidTokens(tx, { customerId, kinds: ["password-reset", "email-change"] }, now)
  await deleteSignUpsOf(tx, used.newEmail)
  await recordEvent(tx, { kind: "email-changed", customerId, client }, now)
  return ok()
}
