import { alertsStatus } from "@/lib/alerts/alerts-status"
import type { EntitlementCommandId, OutboxMailId, PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { parseSerial } from "@/lib/domain/packages/serial"
import { acceptPayment } from "@/lib/orders/payment/accept-payment"
import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { refundPaymentInReview } from "@/lib/orders/payment/refund-payment-in-review"
import { refundOrder } from "@/lib/orders/refund/refund-order"
import { retryRefund } from "@/lib/orders/refund/retry-refund"
import { retryMail } from "@/lib/outbox/retry-mail"
import { releaseSmartcard } from "@/lib/smartcards/release-smartcard"
import { replaceSmartcard } from "@/lib/smartcards/replace-smartcard"
import { listCommandsToReview } from "@/lib/subscriptions/list-commands-to-review"
import { retryCommand } from "@/lib/subscriptions/retry-command"
import { spansAfter } from "../vendors/intervals"
import { days, type Handler, hours, type World } from "../world/world"
import { deliverMail, deliverToGateway } from "./after-response"

/** Reads every list that the product has for the operator, and does what can be done. */
export const workLists: Handler = async ({ world }) => {
  const done = [await workPayments(world), await workCommands(world), await workMails(world)]
  await deliverToGateway(world)
  await deliverMail(world)
  return done.flat().toSorted().join(", ") || "empty"
}

async function workPayments({ app }: World): Promise<string[]> {
  const done: string[] = []
  for (const { id, status, isAcceptable, refunds } of await listPaymentsToReview(app)) {
    if (status === "needs_review") done.push(await decide(app, { id, isAcceptable }))
    for (const refund of refunds.filter((one) => one.status === "failed" && one.stornoId !== null))
      done.push(await sendAgain(app, refund.id))
  }
  return done
}

async function decide(app: World["app"], { id, isAcceptable }: { id: PaymentId; isAcceptable: boolean }) {
  const decided = isAcceptable ? await acceptPayment(app, id) : await refundPaymentInReview(app, id)
  const verb = isAcceptable ? "accept" : "refund"
  return `${verb} ${decided.ok ? "ok" : decided.reason}`
}

async function sendAgain(app: World["app"], id: RefundId) {
  const again = await retryRefund(app, id)
  return `refund again: ${again.ok ? again.value : again.reason}`
}

async function workCommands({ app }: World): Promise<string[]> {
  const ids: EntitlementCommandId[] = (await listCommandsToReview(app)).map(({ id }) => id)
  const done: string[] = []
  for (const id of ids) {
    const again = await retryCommand(app, id)
    done.push(`command again: ${again.ok ? "ok" : again.reason}`)
  }
  return done
}

async function workMails({ app, resentByHand }: World): Promise<string[]> {
  const { dead } = await alertsStatus(app)
  const done: string[] = []
  // Of mails of one instant the list has no order of its own; here each run has the same.
  for (const id of dead.toSorted(byTimeAndReader).map((mail): OutboxMailId => mail.id)) {
    const again = await retryMail(app, id)
    if (again.ok) resentByHand.add(id)
    done.push(`mail again: ${again.ok ? again.value : again.reason}`)
  }
  return done
}

type DeadMail = Awaited<ReturnType<typeof alertsStatus>>["dead"][number]
const keyOf = ({ createdAt, recipient, kind }: DeadMail) => `${createdAt.toISOString()} ${recipient} ${kind}`
const byTimeAndReader = (one: DeadMail, other: DeadMail) => (keyOf(one) < keyOf(other) ? 1 : -1)

/** A customer calls and wants the money of an unused order back. */
export const refundByOperator: Handler = async ({ world, random }) => {
  const rows = await world.sql<{ number: string }[]>`
    select number::text from orders where status = 'paid'
    and created_at > ${new Date(world.clock.now - days(40))} order by number`
  const number = random.pick(rows)?.number
  if (!number) return "no order"
  const refunded = await refundOrder(world.app, { number: Number(number), positions: [] })
  await deliverMail(world)
  return refunded.ok ? `${number}: ${refunded.value.sent}` : `${number}: ${refunded.reason}`
}

/** The decoder's card of a customer breaks; the operator sends another one, at once or days later. */
export const cardBreaks: Handler = async ({ world, random, follow }) => {
  const rows = await world.sql<{ serial: string }[]>`
    select k.serial from smartcards k join smartcard_links l on l.smartcard_id = k.id
    where l.unlinked_at is null and k.status = 'in_service' order by k.serial`
  const serial = random.pick(rows)?.serial
  if (!serial) return "no card"
  world.brokenCards.set(serial, world.clock.now)
  follow({ kind: "replace-card", who: "operator", afterMs: days(3 * random.next()), about: { serial } })
  return serial
}

/** Hours after "Activează" there is still no picture: the customer calls, and gets another card. */
export const callAboutPicture: Handler = async ({ world, act, random, follow }) => {
  const { serial = "", code = "" } = act.about
  const isOpen = spansAfter(world.gateway.openOn(serial, code), world.clock.now).length > 0
  if (isOpen || !random.chance(0.3)) return "no call"
  world.brokenCards.set(serial, world.clock.now)
  follow({ kind: "replace-card", who: "operator", afterMs: hours(30 * random.next()), about: { serial } })
  return `the card ${serial} is broken`
}

export const replaceCard: Handler = async ({ world, act }) => {
  const from = parseSerial(act.about["serial"] ?? "", 11)
  const to = parseSerial(world.spareSerials.shift() ?? "", 11)
  if (!from || !to) return "no spare card"
  const replaced = await replaceSmartcard(world.app, { from, to })
  await deliverToGateway(world)
  await deliverMail(world)
  return replaced.ok ? `${from} by ${to}: ${replaced.value} periods` : replaced.reason
}

/** A card is in the wrong account. */
export const releaseCard: Handler = async ({ world, random }) => {
  const rows = await world.sql<{ serial: string }[]>`
    select k.serial from smartcards k join smartcard_links l on l.smartcard_id = k.id
    where l.unlinked_at is null order by k.serial`
  const serial = parseSerial(random.pick(rows)?.serial ?? "", 11)
  if (!serial) return "no card"
  const released = await releaseSmartcard(world.app, serial)
  await deliverMail(world)
  return released.ok ? serial : released.reason
}
