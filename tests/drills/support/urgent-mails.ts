import { randomBytes } from "node:crypto"
import { eq } from "drizzle-orm"
import { outboxMails } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import { emailAddress } from "@/tests/support/factories/customers"
import { type Claim, listClaims } from "./claim-log"
import type { MailDrill } from "./mail-drill"

/** A mail in the security lane. `committedAt` in milliseconds of this machine's clock. */
export type UrgentMail = { readonly id: string; readonly recipient: string; readonly committedAt: number }

const budgetMs = 60_000
const abandonedBatches = 3

/**
 * Enqueues reminders in four groups of this size. The runs of three of them die before sending; the fourth
 * is unclaimed.
 */
export async function queueReminders(drill: MailDrill, groupSize: number): Promise<void> {
  const { app, db, recipients, disturb } = drill
  for (let batch = 0; batch < abandonedBatches; batch += 1) {
    await recipients.add(groupSize)
    await sendExpiryAlerts(app, { budgetMs })
    await abandonDelivery(drill)
  }
  const isFrozen = eq(outboxMails.status, "frozen")
  const frozen = await db.select({ id: outboxMails.id }).from(outboxMails).where(isFrozen)
  disturb(
    frozen.map(({ id }) => id),
    "kill",
  )
  await recipients.add(groupSize)
  await sendExpiryAlerts(app, { budgetMs })
}

/** A delivery run that claims and freezes a batch, and then throws instead of sending it. */
async function abandonDelivery({ app }: MailDrill): Promise<void> {
  const send: typeof app.mail.send = async () => {
    throw new Error("abandoned")
  }
  const run = deliverOutbox({ ...app, mail: { ...app.mail, send } }, { budgetMs })
  const message = await run.catch((error: unknown) => (error instanceof Error ? error.message : ""))
  if (message !== "abandoned") throw new Error(`The run was not abandoned: ${message}`)
}

export async function enqueueUrgent({ db, clock }: MailDrill, number: number): Promise<UrgentMail> {
  const recipient = emailAddress(`urgent-${number}@exemplu.ro`)
  const props = {
    fullName: "Ana Popescu",
    phone: "+40722123456",
    token: randomBytes(24).toString("base64url"),
  }
  const kind = number % 2 === 0 ? "password-reset" : "activation"
  const id = await enqueueMail(db, { kind, props, recipient, dedupeKey: `urgent:${number}` }, clock.now())
  if (!id) throw new Error("The mail was not stored")
  return { id, recipient, committedAt: Date.now() + 1 }
}

/**
 * Counts the reminder batches that were claimed after the urgent mail was committed and accepted before it.
 * `ahead`: accepted while the urgent mail was still unclaimed. `alongside`: accepted while another worker
 * was sending it.
 */
export async function countOvertaking({ db, provider }: MailDrill, { id, committedAt }: UrgentMail) {
  const claims = await listClaims(db)
  const accepted = provider.accepted()
  const place = accepted.findIndex(({ mail }) => mail === id)
  const claim = claims.find(({ batchId }) => batchId === accepted[place]?.key)
  if (!claim) throw new Error("The urgent mail was not sent")
  const before = new Map(accepted.slice(0, place).map(({ key, at }) => [key, at]))
  const begunLater = [...before].filter(([key, at]) => beginOf(claims, key, at) > committedAt)
  const ahead = begunLater.filter(([, at]) => at + 1 < claim.began).length
  return { ahead, alongside: begunLater.length - ahead }
}

/** Several workers may have claimed a batch: it was sent by the last claim before it was accepted. */
function beginOf(claims: readonly Claim[], key: string, acceptedAt: number): number {
  const begun = claims.filter(({ batchId, began }) => batchId === key && began <= acceptedAt + 1)
  return begun.at(-1)?.began ?? 0
}
