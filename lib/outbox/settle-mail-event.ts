import "server-only"
import type { DbOrTx } from "@/db/client"
import { markEmailTrouble, updateCustomer } from "@/db/queries/customers"
import { forgetDecidedBatch } from "@/db/queries/outbox-batches"
import { findMailOfEvent, insertMailEvent, resolveAmbiguous, setDelivery } from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { MailEvent } from "@/lib/mail/transport"
import type { Client } from "@/lib/runtime/client"
import { log } from "@/lib/runtime/log"

const provider: Client = { ip: null, userAgent: "resend", deviceHash: null }

/** Later news outweighs earlier, in whatever order they come. */
const weights = { delivered: 1, suppressed: 2, bounced: 2, complained: 3 } as const

/**
 * Takes the provider's word of a mail: once per event. An address that gives its mail back, or that the provider no longer serves, gets no
 * reminders until it is corrected; who calls a mail spam gets none any more. It also settles what nobody knew was sent.
 */
export async function settleMailEvent(
  app: App,
  event: MailEvent,
): Promise<"settled" | "repeated" | "not-ours"> {
  const { id, type, providerId, outcome } = event
  const mailId = parseId<OutboxMailId>(event.mailId)
  if (!mailId) return "not-ours"
  const now = app.now()
  return app.db.transaction(async (tx) => {
    const mail = await findMailOfEvent(tx, mailId)
    if (!mail) return "not-ours"
    if (!(await insertMailEvent(tx, { id, type, mailId: mail.id }, now))) return "repeated"
    if (mail.status === "ambiguous") {
      await resolveAmbiguous(tx, { id: mail.id, providerId }, now)
      if (mail.batchId) await forgetDecidedBatch(tx, mail.batchId)
    }
    if (outcome) await conclude(tx, mail, outcome, now)
    return "settled"
  })
}

type Mail = NonNullable<Awaited<ReturnType<typeof findMailOfEvent>>>
type Outcome = NonNullable<MailEvent["outcome"]>

async function conclude(
  tx: DbOrTx,
  { id, delivery, customerId, recipient }: Mail,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  if (delivery === null || weights[outcome] > weights[delivery]) await setDelivery(tx, id, outcome)
  if (!customerId || outcome === "delivered") return
  log.warn({ mail: id, outcome }, "mail did not reach its reader")
  if (outcome !== "complained") {
    return markEmailTrouble(tx, { customerId, email: recipient, trouble: outcome })
  }
  await updateCustomer(tx, customerId, { remindersEnabled: false })
  const detail = { reminders: false, spam: true }
  await recordEvent(tx, { kind: "preferences-changed", customerId, client: provider, detail }, now)
}
