import "server-only"
import type { DbOrTx } from "@/db/client"
import { markEmailTrouble, updateCustomer } from "@/db/queries/customers"
import { forgetAlertsOf } from "@/db/queries/expiry-alerts"
import { insertMailEvent } from "@/db/queries/mail-events"
import { deleteDecidedBatch } from "@/db/queries/outbox-batches"
import { failSentMail, resolveAmbiguous, setDelivery } from "@/db/queries/outbox-deliveries"
import { type LockedMail, lockMail } from "@/db/queries/outbox-mails"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import type { MailEvent } from "@/lib/mail/transport"
import type { Client } from "@/lib/runtime/client"
import { log } from "@/lib/runtime/log"
import { lockCustomerAndMail } from "./lock-customer-and-mail"

const provider: Client = { ip: null, userAgent: "resend", deviceHashes: [], signUpHashes: [] }

/** Events may arrive in any order. A delivery replaces only one of lower weight. */
const weights = { delivered: 1, suppressed: 2, bounced: 2, complained: 3 } as const

/**
 * Applies one event of the mail provider; a repeated event changes nothing. A bounce or a suppression marks
 * the address, which then gets no reminders until it is corrected. What a reminder announced that came back
 * or failed is announced again while it runs. A complaint about a reminder turns the customer's reminders
 * off; strangers can cause the other mails, and some go to other addresses. Any event of an
 * ambiguous mail proves that the mail was sent.
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
    const mayChangeCustomer = outcome && outcome !== "delivered"
    const mail = await (mayChangeCustomer ? lockCustomerAndMail(tx, mailId) : lockMail(tx, mailId))
    if (!mail) return "not-ours"
    if (!(await insertMailEvent(tx, { id, type, mailId: mail.id }, now))) return "repeated"
    if (mail.status === "ambiguous") {
      await resolveAmbiguous(tx, { id: mail.id, providerId }, now)
      if (mail.batchId) await deleteDecidedBatch(tx, mail.batchId)
    }
    if (outcome) await applyOutcome(tx, { mail, outcome, reason: event.reason }, now)
    return "settled"
  })
}

type MailOutcome = {
  readonly mail: LockedMail
  readonly outcome: NonNullable<MailEvent["outcome"]>
  readonly reason: string | null
}

async function applyOutcome(tx: DbOrTx, { mail, outcome, reason }: MailOutcome, now: Date): Promise<void> {
  const { id, delivery, customerId, recipient } = mail
  if (outcome === "failed") {
    log.warn({ mail: id, reason }, "mail was accepted and then not sent")
    await failSentMail(tx, { id, reason: `not sent by the provider: ${reason ?? "no reason"}` }, now)
    await forgetAlertsOf(tx, id)
    return
  }
  if (delivery === null || weights[outcome] > weights[delivery]) await setDelivery(tx, id, outcome)
  if (!customerId || outcome === "delivered") return
  log.warn({ mail: id, outcome }, "mail was not delivered")
  if (outcome !== "complained") {
    await forgetAlertsOf(tx, id)
    return markEmailTrouble(tx, { customerId, email: recipient, trouble: outcome })
  }
  if (mail.kind !== "expiry-alert") return
  await updateCustomer(tx, customerId, { remindersEnabled: false })
  const detail = { reminders: false, spam: true }
  await recordEvent(tx, { kind: "preferences-changed", customerId, client: provider, detail }, now)
}
