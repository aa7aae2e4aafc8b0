import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { sendRefund } from "@/lib/orders/refund/send-refund"
import { listWithdrawableOrders } from "@/lib/orders/withdrawal/list-withdrawable-orders"
import { withdrawalOffer } from "@/lib/orders/withdrawal/offer"
import { withdrawalPreview } from "@/lib/orders/withdrawal/preview"
import { withdraw } from "@/lib/orders/withdrawal/withdraw"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { moveSubscription } from "@/lib/subscriptions/move"
import { subscriptionView } from "@/lib/subscriptions/subscription-view"
import { aClient } from "@/tests/support/factories/clients"
import { type Handler, hours, personOf, type Scene } from "../world/world"
import { deliverMail, deliverToGateway } from "./after-response"
import { cardsOf, readyOf } from "./looks"

const client = aClient()

/** "Activează" on a package that waits, as its page shows it. */
export const activate: Handler = async ({ world, act, random, follow }) => {
  const { customerId } = personOf(world, act.who)
  const waiting = random.pick(await readyOf(world, personOf(world, act.who)))
  const view = waiting && (await subscriptionView(world.app, { customerId, id: waiting.id }))
  if (!view?.activation) return "nothing waits"
  const { seenStartsAt, asksExpress } = view.activation
  const isExpress = asksExpress && random.chance(0.8)
  const seen = seenStartsAt ? new Date(seenStartsAt) : null
  const click = { customerId, id: view.id, client, isExpress, seenStartsAt: seen }
  const started = await activateSubscription(world.app, click)
  await deliverToGateway(world)
  if (started.ok) {
    const about = { serial: waiting?.serial ?? "", code: waiting?.code ?? "" }
    follow({ kind: "call-about-picture", afterMs: hours(1 + 5 * random.next()), about })
  }
  if (started.ok && random.chance(0.15))
    follow({ kind: "activate", afterMs: random.between(10_000, 900_000) })
  return started.ok ? `${waiting?.code} on ${waiting?.serial}${seen ? ", queued" : ""}` : started.reason
}

export const move: Handler = async ({ world, act, random }) => {
  const person = personOf(world, act.who)
  const waiting = random.pick(await readyOf(world, person))
  const to = random.pick(await cardsOf(world, person))
  if (!waiting || !to) return "nothing waits"
  const wish = { customerId: person.customerId, id: waiting.id, toLinkId: to.linkId, client }
  const moved = await moveSubscription(world.app, wish)
  return moved.ok ? `${waiting.code} to ${to.serial}` : moved.reason
}

/** "Retrage-te din contract aici", for some of the lines or all of them. */
export const withdrawFromOrder: Handler = async (scene) => {
  const { world, act, random } = scene
  const { customerId } = personOf(world, act.who)
  const listed = await listWithdrawableOrders(world.app, customerId)
  const orders = listed.toSorted((one, other) => one.number - other.number)
  const orderId = random.pick(orders)?.id
  const offer = orderId && (await withdrawalOffer(world.app, { customerId, orderId }))
  if (!offer || offer.lines.length === 0) return "nothing to withdraw from"
  const isAll = random.chance(0.6)
  const lineIds = offer.lines.filter((_, at) => isAll || at === 0).map(({ id }) => id)
  return confirm(scene, { orderId, lineIds })
}

type Choice = { readonly orderId: OrderId; readonly lineIds: readonly string[] }

async function confirm({ world, act }: Scene, { orderId, lineIds }: Choice): Promise<string> {
  const { customerId } = personOf(world, act.who)
  const preview = await withdrawalPreview(world.app, { customerId, orderId, lineIds })
  if (!preview) return "nothing"
  const seenRefundBani = preview.refundBani
  const withdrawn = await withdraw(world.app, { customerId, orderId, lineIds, seenRefundBani, client })
  if (!withdrawn.ok) return withdrawn.reason
  await sendRefund(world.app, withdrawn.value.refundId)
  await deliverMail(world)
  await deliverToGateway(world)
  return `${lineIds.length} lines, ${seenRefundBani} bani`
}

/** A stranger with a guessed id, signed in as another customer. */
export const strangerTries: Handler = async ({ world, random }) => {
  const [owner, other] = [random.pick(world.people), random.pick(world.people)]
  if (!owner || !other || owner === other) return "gave up"
  const found = random.pick(await readyOf(world, owner))
  const id = found && parseId<typeof found.id>(found.id)
  if (!id) return "guessed nothing"
  const { customerId } = other
  const tried = await activateSubscription(world.app, {
    ...{ customerId, id, client, isExpress: true, seenStartsAt: null },
  })
  return tried.ok ? "got in" : tried.reason
}
