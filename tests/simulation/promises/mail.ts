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

/** "Îți scriem imediat ce avem răspunsul": also when the answer is no. */
export const noIsMailed: Promised = async (world) => {
  const { stripe, clock } = world
  const failed = [...stripe.state.intents.values()].filter(
    ({ status, settledAt }) => status === "failed" && (settledAt ?? 0) < clock.now - days(3),
  )
  const missing = await Promise.all(
    failed.map(async ({ sessionId, settledAt }) => {
      const order = await orderOf(world, stripe.state.sessions.get(sessionId)?.reference ?? "")
      return order !== null && !isMailed(world, order, settledAt ?? 0)
    }),
  )
  return missing.some(Boolean) ? ["a bank transfer brought no money, and its customer got no mail"] : []
}

async function orderOf({ sql }: World, id: string) {
  const [row] = await sql<{ number: string }[]>`
    select number::text from orders where id = ${id} and customer_id is not null`
  return row?.number ?? null
}

const isMailed = ({ resend }: World, number: string, after: number): boolean =>
  resend.inbox.some(({ at, text, subject }) => at >= after && `${subject} ${text}`.includes(number))
