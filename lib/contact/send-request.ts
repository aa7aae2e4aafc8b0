import "server-only"
import type { DbOrTx } from "@/db/client"
import {
  type ContactRequestRow,
  findSameRequest,
  insertContactRequest,
  lockRequestsOf,
} from "@/db/queries/contact-requests"
import type { App } from "@/lib/app"
import type { CustomerId, EmailAddress } from "@/lib/domain/ids/brand"
import type { FullName } from "@/lib/domain/people/full-name"
import { mailboxKey } from "@/lib/domain/people/mailbox-key"
import { ok } from "@/lib/domain/result"
import {
  addDays,
  bucharestDate,
  bucharestInstant,
  type CivilDate,
  lastDayOf,
} from "@/lib/domain/time/civil-date"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { type ContactSubject, contactAnswerDays } from "@/lib/domain/words/contact"
import { budgetInAll } from "@/lib/limits/budgets"
import { hitAllOrNone, type TooMany } from "@/lib/limits/hit-limits"
import { limitUnsolicited } from "@/lib/limits/limit-unsolicited"
import { limitOf } from "@/lib/limits/paces"
import { placeLimits } from "@/lib/limits/place-limits"
import { enqueueMail } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"

export type ContactForm = {
  readonly fullName: FullName
  readonly email: EmailAddress
  readonly subject: ContactSubject
  readonly message: string
  readonly client: Pick<Client, "ip">
  /** Who is signed in in the browser that sent it. */
  readonly customer: { readonly id: CustomerId; readonly email: EmailAddress } | null
}

type ContactReceipt = {
  readonly number: number
  readonly answerBy: CivilDate
  readonly isMailed: boolean
}

/**
 * Stores a message to the operator's people and mails a receipt with its number. Strangers can type any
 * address: past the limit of the mailbox, or the budget of all such mails, the message is stored and nothing
 * is mailed; the page shows the number anyway. A message that is posted again, as by a second tap, is the
 * first one. Customers who are signed in have a limit of their own, which strangers cannot use up.
 */
export async function sendContactRequest(
  app: App,
  form: ContactForm,
): Promise<{ readonly ok: true; readonly value: ContactReceipt } | TooMany> {
  const now = app.now()
  const places = form.client.ip ? placeLimits("contact-from", form.client.ip) : []
  const sender = form.customer
    ? limitOf("contact-of-customer", form.customer.id)
    : budgetInAll("contact-in-all")
  const limited = await hitAllOrNone(app, [...places, sender])
  if (limited) return limited
  const before = await findSameRequest(app.db, sentAs(form, now))
  const isMailed = before === null && (await mayMail(app, form))
  return ok(await app.db.transaction((tx) => storeOnce(tx, { ...form, isMailed }, now)))
}

/** How long a message that comes again is taken for the first one. */
const repeatedWithinMs = 10 * minuteMs

const sentAs = ({ customer, fullName, email, subject, message }: ContactForm, now: Date) => {
  const receivedAfter = later(now, -repeatedWithinMs)
  return { ...{ fullName, email, subject, message }, customerId: customer?.id ?? null, receivedAfter }
}

async function storeOnce(
  tx: DbOrTx,
  form: ContactForm & { readonly isMailed: boolean },
  now: Date,
): Promise<ContactReceipt> {
  await lockRequestsOf(tx, form.email)
  const before = await findSameRequest(tx, sentAs(form, now))
  if (before) return { ...receiptOf(before), isMailed: false }
  return { ...receiptOf(await store(tx, form, now)), isMailed: form.isMailed }
}

/** A customer who writes from their own address is no stranger to it. */
async function mayMail(app: App, { email, customer }: ContactForm): Promise<boolean> {
  const ofMailbox = limitOf("contact", mailboxKey(email))
  const isOwn = customer?.email === email
  return !(isOwn ? await hitAllOrNone(app, [ofMailbox]) : await limitUnsolicited(app, [ofMailbox]))
}

async function store(
  tx: DbOrTx,
  { isMailed, customer, client: _client, ...written }: ContactForm & { readonly isMailed: boolean },
  now: Date,
): Promise<ContactRequestRow> {
  const dueAt = bucharestInstant(addDays(bucharestDate(now), contactAnswerDays + 1))
  const request = await insertContactRequest(tx, {
    ...written,
    customerId: customer?.id ?? null,
    receivedAt: now,
    dueAt,
  })
  if (!isMailed) return request
  const { number, email: recipient } = request
  const props = { number, receivedAt: now.toISOString(), answerBy: lastDayOf(dueAt) }
  const isOwn = customer?.email === recipient
  await enqueueMail(
    tx,
    {
      ...{ kind: "contact-received", props, recipient, dedupeKey: `contact-received:${number}` },
      ...(isOwn && { customerId: customer.id }),
    },
    now,
  )
  return request
}

const receiptOf = ({ number, dueAt }: ContactRequestRow) => ({ number, answerBy: lastDayOf(dueAt) })
