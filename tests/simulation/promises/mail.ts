import type { Intent } from "../vendors/stripe-state"
import { days, type World } from "../world/world"
import type { Promised } from "./promises"

/** No mail arrives twice; one of unknown outcome may, when the operator decides so. */
export const mailOnce: Promised = ({ resend, resentByHand }) => {
  const byMail = Map.groupBy(resend.inbox, ({ mailId }) => mailId)
  return [...byMail].flatMap(([id, mails]) => {
    return id && mails.length > 1 && !resentByHand.has(id) ? [`a mail came ${mails.length} times`] : []
  })
}

/** No mail waits longer than two days of jobs need. */
export const mailSettled: Promised = async ({ sql, clock }) => {
  const rows = await sql<{ kind: string; status: string }[]>`
    select kind, status from outbox_mails
    where status in ('waiting', 'frozen') and created_at < ${new Date(clock.now - days(1))}`
  return rows.map(({ kind, status }) => `${kind} is still ${status}`)
}

/** What the table calls sent was accepted by the provider. */
export const mailSent: Promised = async ({ sql, resend }) => {
  const accepted = new Set(resend.inbox.map(({ mailId }) => mailId))
  const rows = await sql<
    { id: string; kind: string }[]
  >`select id, kind from outbox_mails where status = 'sent'`
  return rows.flatMap(({ id, kind }) => (accepted.has(id) ? [] : [`${kind} counts as sent and never went`]))
}

/**
 * "Îți scriem imediat ce avem răspunsul": also when the answer is no. A transfer that was given up after two
 * weeks, for another payment or none, is waited for no longer.
 */
export const noIsMailed: Promised = async (world) => {
  const { stripe, clock } = world
  const failed = [...stripe.state.intents.values()].filter(
    ({ status, settledAt }) => status === "failed" && (settledAt ?? 0) < clock.now - days(3),
  )
  const missing = await Promise.all(
    failed.map(async (intent) => {
      const order = await waitingOrder(world, intent)
      return order !== null && !isMailed(world, order, intent.settledAt ?? 0)
    }),
  )
  return missing.some(Boolean) ? ["a bank transfer brought no money, and its customer got no mail"] : []
}

/** The number of the order that waited for this money until the answer; null for any other. */
async function waitingOrder({ sql, stripe }: World, { sessionId, beganAt, settledAt }: Intent) {
  const id = stripe.state.sessions.get(sessionId)?.reference ?? ""
  const [since, until] = [new Date(beganAt + days(14)), new Date(settledAt ?? 0)]
  const [row] = await sql<{ number: string }[]>`
    select number::text from orders o where id = ${id} and customer_id is not null
    and not (status = 'cancelled' and closed_at between ${since} and ${until})
    and not exists (select from payments p where p.order_id = o.id and p.created_at between ${since} and ${until})`
  return row?.number ?? null
}

const isMailed = ({ resend }: World, number: string, after: number): boolean =>
  resend.inbox.some(({ at, text, subject }) => at >= after && `${subject} ${text}`.includes(number))
