import { days, hours, type Person, type World } from "../world/world"
import { bucharestDate, romanianDay } from "./calendar"
import type { Promised } from "./promises"

type End = {
  readonly id: string
  /** Of the card that it is on, and of those that it was on before. */
  readonly serials: readonly string[]
  readonly name: string
  readonly until: Date
  readonly customer: string
  /** When the last thing happened that made it owed: sold, linked, a period behind it given back. */
  readonly since: Date
  readonly continued: boolean
}

/**
 * Every end is mailed once to the card's present holder, at an address that works, while the period runs. A
 * mail of unknown outcome may come again when the operator decides so. The reminder comes once more when that
 * second copy came back: of the first one the product knows nothing.
 */
export const endTold: Promised = async (world) => {
  const { sql, clock } = world
  const rows = await sql<End[]>`
    select s.id, p.name, s.ends_at as until, l.customer_id as customer,
      array_append(array(select c.serial from entitlement_commands c where c.subscription_id = s.id), k.serial) as serials,
      greatest(s.starts_at, s.created_at, s.activated_at, l.linked_at, (
        select max(i.issued_at) from subscriptions n join invoice_lines u on u.order_line_id = n.order_line_id
        join invoices i on i.id = u.invoice_id where n.smartcard_id = s.smartcard_id
        and n.package_id = s.package_id and n.status = 'refunded')) as since,
      exists (select from subscriptions n where n.smartcard_id = s.smartcard_id and n.package_id = s.package_id
        and n.status = 'active' and n.ends_at > s.ends_at and n.starts_at <= s.ends_at) as continued
    from subscriptions s join smartcards k on k.id = s.smartcard_id join packages p on p.id = s.package_id
    join smartcard_links l on l.smartcard_id = s.smartcard_id and l.linked_at <= s.ends_at
      and coalesce(l.unlinked_at, 'infinity') > s.ends_at
    join customers c on c.id = l.customer_id and c.email_trouble is null
    where s.status = 'active' and s.ends_at between ${new Date(clock.now - days(29))} and ${new Date(clock.now)}`
  return rows.flatMap((end) => {
    const person = world.people.find(({ customerId }) => customerId === end.customer)
    if (!person) return []
    const told = remindersOf(world, person, end)
    const certain = told.filter(({ mailId }) => !cameBack(world, mailId))
    const times = new Set(certain.map(({ mailId }, nth) => (world.resentByHand.has(mailId) ? mailId : nth)))
      .size
    if (times > 1) return [`told ${times} times`]
    return told.length === 0 && isOwed(world, person, end) ? [`never told: ${end.name}`] : []
  })
}

/** The operator sent it again, and that copy came back: the one before counts as not arrived either. */
const cameBack = ({ resend, resentByHand }: World, mailId: string): boolean =>
  resentByHand.has(mailId) &&
  resend.inbox.some((copy) => copy.mailId === mailId && (copy.bounced || copy.failed))

/** Reminders of the present account that reached the person and name this card, package and last day. */
function remindersOf({ resend }: World, { addresses, accountSince }: Person, { serials, name, until }: End) {
  const words = [name, romanianDay(until.getTime() - 1)]
  return resend.inbox.filter(
    ({ to, text, bounced, failed, isReminder, at }) =>
      isReminder &&
      at >= accountSince &&
      !bounced &&
      !failed &&
      addresses.some(({ email }) => email === to) &&
      words.every((word) => text.includes(word)) &&
      serials.some((serial) => text.includes(serial.slice(-4))),
  )
}

/**
 * Owed when for a whole stretch before the end nothing stood in the way, and a run of the reminders in that
 * stretch found the mail provider well.
 */
function isOwed(world: World, person: Person, { until, since: began, continued }: End): boolean {
  const end = until.getTime()
  const since = Math.max(
    began.getTime(),
    person.wantsReminders ? person.remindersSince : Number.POSITIVE_INFINITY,
    worksSince(world, person),
    lostSince(world, person),
    Date.parse(bucharestDate(end - 1)) - days(5) + hours(1),
  )
  const runs = world.alertRuns.filter((at) => at > since + hours(1) && at < end - hours(1))
  return !continued && runs.length >= 2
}

/** When the last mail was lost that Resend had accepted; its event comes within two days. */
const lostSince = ({ resend }: World, { addresses }: Person): number =>
  Math.max(
    0,
    ...resend.inbox
      .filter(({ to, failed }) => failed && addresses.some(({ email }) => email === to))
      .map(({ at }) => at + hours(51)),
  )

/**
 * Since when the person's address is the present one and works. The owner of a mailbox that was mended says
 * so within two days.
 */
function worksSince({ mailboxes }: World, { email, addresses }: Person): number {
  const history = mailboxes.get(email) ?? []
  const last = history.at(-1)
  if (!last?.works) return Number.POSITIVE_INFINITY
  if (history.length > 1) return last.since + hours(51)
  return addresses.at(-1)?.since ?? last.since
}
