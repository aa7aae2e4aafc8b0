import { randomBytes } from "node:crypto"
import { eq } from "drizzle-orm"
import { outboxMails } from "@/db/schema"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import { emailAddress } from "@/tests/support/factories/customers"
import type { MailStage } from "./mail-stage"
import { type Claim, listClaims } from "./mail-witness"

/** A mail that somebody waits for. `committedAt` by the clock of this machine, in milliseconds. */
export type Urgent = { readonly id: string; readonly recipient: string; readonly committedAt: number }

const budgetMs = 60_000
const deadBatches = 3

/** Reminders in three batches whose runs died before they sent them, and as many again that nobody has claimed. */
export async function letRemindersWait(
  { app, recipients, db, touch }: MailStage,
  each: number,
): Promise<void> {
  const send: typeof app.mail.send = async () => {
    throw new Error("cut")
  }
  for (let batch = 0; batch < deadBatches; batch += 1) {
    await recipients.add(each)
    await sendExpiryAlerts(app, { budgetMs })
    const end = deliverOutbox({ ...app, mail: { ...app.mail, send } }, { budgetMs })
    const message = await end.catch((error: unknown) => (error instanceof Error ? error.message : ""))
    if (message !== "cut") throw new Error(`The run did not die: ${message}`)
  }
  const frozen = await db
    .select({ id: outboxMails.id })
    .from(outboxMails)
    .where(eq(outboxMails.status, "frozen"))
  touch(
    frozen.map(({ id }) => id),
    "kill",
  )
  await recipients.add(each)
  await sendExpiryAlerts(app, { budgetMs })
}

export async function enqueueUrgent({ db, clock }: MailStage, number: number): Promise<Urgent> {
  const recipient = emailAddress(`urgent-${number}@exemplu.ro`)
  const props = { fullName: "Ana Popescu", token: randomBytes(24).toString("base64url") }
  const kind = number % 2 === 0 ? "password-reset" : "activation"
  const id = await enqueueMail(db, { kind, props, recipient, dedupeKey: `urgent:${number}` }, clock.now())
  if (!id) throw new Error("The mail was not stored")
  return { id, recipient, committedAt: Date.now() + 1 }
}

/**
 * Batches of reminders that were begun after the urgent mail was there and accepted before it. `ahead`: the urgent mail stood waiting
 * until then. `alongside`: another worker had it in hand.
 */
export async function overtakers({ db, provider }: MailStage, { id, committedAt }: Urgent) {
  const claims = await listClaims(db)
  const accepted = provider.accepted()
  const place = accepted.findIndex(({ mail }) => mail === id)
  const taken = claims.find(({ batchId }) => batchId === accepted[place]?.key)
  if (!taken) throw new Error("The urgent mail was not sent")
  const before = new Map(accepted.slice(0, place).map(({ key, at }) => [key, at]))
  const begunLater = [...before].filter(([key, at]) => beginOf(claims, key, at) > committedAt)
  const ahead = begunLater.filter(([, at]) => at + 1 < taken.began).length
  return { ahead, alongside: begunLater.length - ahead }
}

/** A batch may have been claimed by several, one after the other. */
function beginOf(claims: readonly Claim[], key: string, acceptedAt: number): number {
  const begun = claims.filter(({ batchId, began }) => batchId === key && began <= acceptedAt + 1)
  return begun.at(-1)?.began ?? 0
}
