import type { CartItem } from "@/db/schema"
import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { cancelOrder } from "@/lib/orders/checkout/cancel-order"
import { placeOrder } from "@/lib/orders/checkout/place-order"
import { readConfirmation } from "@/lib/orders/checkout/read-confirmation"
import { saveCart } from "@/lib/orders/checkout/save-cart"
import { startPayment } from "@/lib/orders/payment/start-payment"
import { openPage } from "../vendors/pay-page"
import { offerCodes } from "../world/catalogue"
import {
  breakPromise,
  type Handler,
  hours,
  minutes,
  type Person,
  personOf,
  type Scene,
  type World,
} from "../world/world"
import { cardsOf, ordersOf } from "./looks"

/** Chooses packages for one or two cards and looks at the confirmation page for a while. */
export const shop: Handler = async (scene) => {
  const { world, act, random, follow } = scene
  const person = personOf(world, act.who)
  const cards = await cardsOf(world, person)
  const items: CartItem[] = []
  for (let count = random.weighted({ "1": 7, "2": 3 }); items.length < Number(count); ) {
    const card = random.pick(cards)
    const offerCode = random.pick(offerCodes)
    if (!card || !offerCode || items.some((one) => one.offerCode === offerCode)) break
    items.push({ linkId: card.linkId, offerCode })
  }
  const { customerId } = person
  const saved = await saveCart(world.app, { customerId, items })
  if (!saved.ok) return saved.reason
  const confirmation = await readConfirmation(world.app, customerId)
  if (!confirmation) return "empty"
  const { checkoutId } = confirmation
  const lines = confirmation.lines.map(({ linkId, offerCode, priceBani }) => ({
    linkId,
    offerCode,
    priceBani,
  }))
  const about = { checkoutId, lines: JSON.stringify(lines) }
  const afterMs = random.chance(0.9) ? random.between(5_000, 300_000) : minutes(random.between(20, 2_000))
  follow({ kind: "order", afterMs, about })
  if (random.chance(0.06)) follow({ kind: "order", afterMs: afterMs + 200, about })
  return `${lines.length} lines`
}

/** "Comandă cu obligație de plată": the order, and the way to the pay page. */
export const order: Handler = async (scene) => {
  const { world, act, random, follow } = scene
  const { customerId, profileId } = personOf(world, act.who)
  const { checkoutId, lines } = readConfirmed(act.about)
  if (lines.length === 0) return "nothing"
  const mayRepeat = wantsAgain(act)
  const placed = await placeOrder(world.app, { customerId, profileId, checkoutId, lines, mayRepeat })
  if (!placed.ok && placed.reason === "repeats") return askedOnceMore(scene, act.about)
  if (!placed.ok) return placed.reason
  if (random.chance(0.07))
    follow({ kind: "cancel", afterMs: random.between(0, 40_000), about: { orderId: placed.value } })
  return pay(scene, placed.value)
}

function readConfirmed(about: Readonly<Record<string, string>>) {
  const { checkoutId = "", lines = "[]" } = about
  return { checkoutId, lines: JSON.parse(lines) } as Pick<
    Parameters<typeof placeOrder>[1],
    "checkoutId" | "lines"
  >
}

/** Presses Plătește on the newest order that is not paid, or cancels it. */
export const lookAtOrders: Handler = async (scene) => {
  const { world, act, random } = scene
  const [newest] = await ordersOf(world, personOf(world, act.who), "open")
  const orderId = newest && parseId<OrderId>(newest.id)
  if (!orderId) return "nothing to pay"
  const wish = random.weighted({ pay: 6, cancel: 1, leave: 2 })
  if (wish === "leave") return "left"
  return wish === "pay" ? pay(scene, orderId) : cancelNow(scene, orderId)
}

export const payAgain: Handler = (scene) => withOrder(scene, pay)
export const cancel: Handler = (scene) => withOrder(scene, cancelNow)

async function withOrder(scene: Scene, run: (scene: Scene, orderId: OrderId) => Promise<string>) {
  const orderId = parseId<OrderId>(scene.act.about["orderId"] ?? "")
  return orderId ? run(scene, orderId) : "no order"
}

async function cancelNow({ world, act }: Scene, orderId: OrderId): Promise<string> {
  const { customerId } = personOf(world, act.who)
  const cancelled = await cancelOrder(world.app, { customerId, orderId })
  return cancelled.ok ? "cancelled" : cancelled.reason
}

async function pay(scene: Scene, orderId: OrderId): Promise<string> {
  const { world, act, random, follow } = scene
  const person: Person = personOf(world, act.who)
  const { customerId } = person
  const began = world.clock.now
  const mayRepeat = wantsAgain(act)
  const repeatsBefore = !mayRepeat && (await repeatsPaidLine(world, orderId))
  const started = await startPayment(world.app, { customerId, orderId, mayRepeat })
  if (!started.ok) {
    if (started.reason === "repeats") return askedOnceMore(scene, { orderId })
    if (started.reason === "provider-unavailable") mayTryAgain(scene, orderId)
    return started.reason
  }
  if (repeatsBefore && (await repeatsPaidLine(world, orderId)))
    breakPromise(world, "asked-once-more", "the same package is paid again, and its customer was not asked")
  const { url } = started.value
  const page = openPage({ stripe: world.stripe, now: world.clock.now }, url)
  // An order that ended, or was paid, while the request was on its way, in another tab, is another promise.
  if (!page && world.clock.now - began < minutes(1) && !isPaidSince(world, url, began))
    breakPromise(world, "payable", "Plătește leads to a page that is closed")
  if (page) follow({ kind: "at-page", afterMs: random.between(15_000, 240_000), about: { orderId, url } })
  return page ? "at the pay page" : "at a dead page"
}

/** In another tab that got the same page sooner. */
function isPaidSince({ stripe: { state } }: World, url: string, began: number): boolean {
  const session = [...state.sessions.values()].find((one) => one.url === url)
  const intent = state.intents.get(session?.intentId ?? "")
  return intent !== undefined && intent.beganAt >= began
}

const wantsAgain = ({ about }: Scene["act"]): boolean => about["wants-again"] === "yes"

/** Most say yes within a minute; the others see that they have it. */
function askedOnceMore({ random, follow }: Scene, about: Scene["act"]["about"]): string {
  const kind = about["orderId"] ? "pay-again" : "order"
  if (!random.chance(0.6)) return "has it already"
  follow({ kind, afterMs: random.between(3_000, 60_000), about: { ...about, "wants-again": "yes" } })
  return "wants it again"
}

/** Whether the order has a line that the same customer paid less than a day before, on the same card. */
async function repeatsPaidLine({ sql, clock }: World, orderId: OrderId): Promise<boolean> {
  const [found] = await sql`
    select from order_lines l join orders o on o.id = l.order_id
    join orders paid on paid.customer_id = o.customer_id and paid.id <> o.id
      and paid.paid_at > ${new Date(clock.now - hours(23))}
    join order_lines b on b.order_id = paid.id and b.package_id = l.package_id and b.months = l.months
    join subscriptions s on s.order_line_id = b.id and s.smartcard_id = l.smartcard_id and s.status <> 'refunded'
    where o.id = ${orderId} limit 1`
  return found !== undefined
}

/**
 * Most people try again within the hour, some times. On a fair day the third refusal in a row is one too
 * many: Stripe answers every new request.
 */
function mayTryAgain({ world, act, random, follow }: Scene, orderId: OrderId): void {
  const fair = world.isFair("stripe") ? Number(act.about["fair"] ?? 0) + 1 : 0
  const tries = Number(act.about["tries"] ?? 0) + 1
  if (fair >= 3) breakPromise(world, "payable", "Stripe answers, and the order cannot be paid")
  if (fair >= 3 || tries > 6 || !random.chance(0.9)) return
  const about = { orderId, fair: String(fair), tries: String(tries) }
  follow({ kind: "pay-again", afterMs: minutes(random.between(1, 58)), about })
}
