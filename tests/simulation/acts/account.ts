import { closeAccount } from "@/lib/accounts/close-account"
import { confirmEmailChange } from "@/lib/accounts/confirm-email-change"
import { requestEmailChange } from "@/lib/accounts/request-email-change"
import { trustAddress } from "@/lib/accounts/trust-address"
import { updatePreferences } from "@/lib/accounts/update-preferences"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { parseSerial } from "@/lib/domain/packages/serial"
import { cancelUnpaidOrders } from "@/lib/orders/checkout/cancel-unpaid-orders"
import { linkSmartcard } from "@/lib/smartcards/link-smartcard"
import { unlinkSmartcard } from "@/lib/smartcards/unlink-smartcard"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { aClient } from "@/tests/support/factories/clients"
import { aRenewal, aSession, emailAddress } from "@/tests/support/factories/customers"
import { password } from "../world/build-world"
import { days, type Handler, minutes, personOf, type World } from "../world/world"
import { deliverMail } from "./after-response"
import { cardsOf } from "./looks"

const client = aClient()

/** Opens /cont and looks. */
export const look: Handler = async ({ world, act }) => {
  const { cards } = await accountOverview(world.app, personOf(world, act.who).customerId)
  return cards
    .flatMap(({ packages }) => packages.map(({ state }) => state.kind))
    .toSorted()
    .join(" ")
}

export const changeReminders: Handler = async ({ world, act, follow }) => {
  const person = personOf(world, act.who)
  const { customerId } = person
  const reminders = !person.wantsReminders
  await updatePreferences(world.app, { customerId, reminders, marketing: false, client })
  Object.assign(person, { wantsReminders: reminders, remindersSince: world.clock.now })
  // Most think better of it.
  if (!reminders) follow({ kind: "change-reminders", afterMs: days(1 + world.random(act.id).next()) })
  return reminders ? "on" : "off"
}

/** The mailbox is full or gone; after some days its owner notices. */
export const mailboxBreaks: Handler = async ({ world, act, random, follow }) => {
  const { email } = personOf(world, act.who)
  setMailbox(world.mailboxes, email, { since: world.clock.now, works: false })
  const isMended = random.chance(0.4)
  follow({ kind: isMended ? "mailbox-mended" : "new-address", afterMs: days(0.5 + 5 * random.next()) })
  return "broken"
}

export const mailboxMended: Handler = async ({ world, act, random, follow }) => {
  setMailbox(world.mailboxes, personOf(world, act.who).email, { since: world.clock.now, works: true })
  follow({ kind: "trust-address", afterMs: minutes(random.between(5, 3_000)) })
  return "works again"
}

export const trust: Handler = async ({ world, act }) => {
  const trusted = await trustAddress(world.app, personOf(world, act.who).customerId)
  return trusted.ok ? "trusted" : trusted.reason
}

type Mailboxes = Parameters<Handler>[0]["world"]["mailboxes"]

function setMailbox(mailboxes: Mailboxes, email: string, now: { since: number; works: boolean }): void {
  mailboxes.set(email, [...(mailboxes.get(email) ?? []), now])
}

export const newAddress: Handler = async ({ world, act, follow }) => {
  const { customerId, name, addresses } = personOf(world, act.who)
  const newEmail = emailAddress(`client${name.slice(1)}.${addresses.length}@exemplu.ro`)
  setMailbox(world.mailboxes, newEmail, { since: world.clock.now, works: true })
  const asked = await requestEmailChange(world.app, {
    ...(await signedIn(world, customerId)),
    password,
    newEmail,
  })
  if (!asked.ok) return asked.reason
  await deliverMail(world)
  follow({ kind: "confirm-address", afterMs: minutes(3), about: { newEmail } })
  return "asked"
}

export const confirmAddress: Handler = async ({ world, act, follow }) => {
  const person = personOf(world, act.who)
  const { newEmail = "" } = act.about
  const links = world.resend.inbox.filter(({ to }) => to === newEmail).map(({ text }) => text)
  const token = /\/cont\/email\/([\w-]+)/.exec(links.at(-1) ?? "")?.[1]
  if (!token) {
    follow({ kind: "new-address", afterMs: days(0.5) })
    return "no mail"
  }
  const session = await signedIn(world, person.customerId)
  const confirmed = await confirmEmailChange(world.app, { ...session, token })
  if (!confirmed.ok) return confirmed.reason
  person.email = newEmail
  person.addresses.push({ email: newEmail, since: world.clock.now })
  await deliverMail(world)
  return "confirmed"
}

/** A browser in which the customer has just signed in, and the keys that it would get. */
async function signedIn({ app }: World, customerId: CustomerId) {
  const session = await aSession(app, { customerId })
  return { customerId, sessionId: session.id, client, renewal: aRenewal(session) }
}

/** Adds a card: a spare one, or one that another customer has given away. */
export const addCard: Handler = async ({ world, act, random }) => {
  const person = personOf(world, act.who)
  if ((await cardsOf(world, person)).length >= 5) return "has enough"
  const free = await world.sql<{ serial: string }[]>`
    select k.serial from smartcards k where k.status = 'in_service' and not exists (
      select from smartcard_links l where l.smartcard_id = k.id and l.unlinked_at is null)
    and exists (select from smartcard_links l where l.smartcard_id = k.id) order by k.serial`
  const spare = random.chance(0.7) ? random.pick(free)?.serial : world.spareSerials.shift()
  const serial = parseSerial(spare ?? "", 11)
  if (!serial) return "no card"
  const linked = await linkSmartcard(world.app, {
    customerId: person.customerId,
    serial,
    label: "",
    client,
    proof: { kind: "none" },
  })
  return linked.ok ? serial : linked.reason
}

/** Removes a card, and gives it to another customer. */
export const giveCardAway: Handler = async ({ world, act, random, follow }) => {
  const person = personOf(world, act.who)
  const cards = await cardsOf(world, person)
  const card = random.pick(cards)
  if (!card || cards.length < 2) return "needs them all"
  const { customerId } = person
  const unlinked = await unlinkSmartcard(world.app, { id: card.linkId, customerId, client })
  if (!unlinked.ok) return unlinked.reason
  const next = random.pick(world.people.filter((one) => one !== person))
  if (next) follow({ kind: "add-card", afterMs: minutes(random.between(10, 2_000)), who: next.name })
  return card.serial
}

/** Closes the account in the middle of everything. At their next visit they open another one. */
export const close: Handler = async ({ world, act, follow }) => {
  const { customerId } = personOf(world, act.who)
  const { id: sessionId } = await aSession(world.app, { customerId })
  const closing = { customerId, sessionId, password, client }
  const closed = await closeAccount(world.app, {
    ...closing,
    cancelUnpaidOrders: (id) => cancelUnpaidOrders(world.app, id),
  })
  if (!closed.ok) return closed.reason
  await deliverMail(world)
  follow({ kind: "add-card", afterMs: days(1 + 3 * world.random(act.id).next()) })
  return "closed"
}
