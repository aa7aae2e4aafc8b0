import type { OrderId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { orderView } from "@/lib/orders/order-view"
import { settlePayment } from "@/lib/orders/payment/settle-payment"
import { openPage, payOnPage } from "../vendors/pay-page"
import type { Intent } from "../vendors/stripe-state"
import { days, type Handler, minutes, personOf, type Scene } from "../world/world"
import { deliverMail } from "./after-response"
import { tellOfSession } from "./stripe-news"

/** On the provider's page. */
export const atPage: Handler = async (scene) => {
  const { world, act, random, follow } = scene
  const { orderId = "", url = "" } = act.about
  const visit = { stripe: world.stripe, now: world.clock.now }
  const page = openPage(visit, url)
  const backSoon = () => follow({ kind: "back", afterMs: random.between(1_000, 15_000), about: { orderId } })
  if (!page) return "the page is closed"
  const wish = random.weighted({ card: 70, transfer: 9, decline: 6, leave: 8, cancel: 7 })
  if (wish === "decline") {
    follow({ kind: "pay-again", afterMs: minutes(random.between(1, 90)), about: { orderId } })
    return "declined"
  }
  if (wish === "leave") return "left"
  if (wish === "cancel") {
    follow({ kind: "cancel", afterMs: random.between(5_000, 100_000), about: { orderId } })
    return "went back"
  }
  const intent = payOnPage(visit, page, wish)
  tellOfSession(scene, { sessionId: page.id, type: "checkout.session.completed" })
  if (wish === "transfer") expectTransfer(scene, intent)
  else mayHaveSecondThoughts(scene, intent)
  if (random.chance(0.8)) backSoon()
  planActivation(scene)
  return `paid by ${wish}`
}

/** Most transfers end within days. Some were made late, or lie at a bank: for weeks, or for months. */
function expectTransfer({ random, follow }: Scene, { id }: Intent): void {
  const kind = random.chance(0.75) ? "transfer-comes" : "transfer-fails"
  const takesDays = random.chance(0.75) ? 0.2 + 5 * random.next() : 15 + 65 * random.next()
  follow({ kind, afterMs: days(takesDays), about: { intentId: id } })
}

export const transferComes: Handler = async (scene) => endTransfer(scene, "succeeded")
export const transferFails: Handler = async (scene) => endTransfer(scene, "failed")

async function endTransfer(scene: Scene, status: "succeeded" | "failed"): Promise<string> {
  const { world, act } = scene
  const intent = world.stripe.state.intents.get(act.about["intentId"] ?? "")
  if (!intent) return "no such payment"
  intent.status = status
  intent.settledAt = world.clock.now
  const ending = status === "succeeded" ? "succeeded" : "failed"
  tellOfSession(scene, {
    sessionId: intent.sessionId,
    type: `checkout.session.async_payment_${ending}`,
  })
  if (status === "succeeded") mayHaveSecondThoughts(scene, intent)
  return status
}

/** Weeks later: a bank takes the money back, or the operator is generous in Stripe's own pages. */
function mayHaveSecondThoughts({ random, follow }: Scene, { id }: Intent): void {
  const about = { intentId: id }
  const [isGenerous, isDisputed, isWithdrawn] = [random.chance(0.05), random.chance(0.04), random.chance(0.2)]
  const who = "bank"
  if (isGenerous) follow({ kind: "goodwill", afterMs: days(0.1 + 12 * random.next()), who, about })
  if (isDisputed) follow({ kind: "dispute-opens", afterMs: days(1 + 25 * random.next()), who, about })
  if (isWithdrawn) follow({ kind: "withdraw", afterMs: days(13 * random.next()) })
}

function planActivation({ random, follow }: Scene): void {
  if (random.chance(0.75)) follow({ kind: "activate", afterMs: minutes(random.between(2, 60)) })
  else follow({ kind: "activate", afterMs: days(6 * random.next()) })
}

/** The browser comes back from the pay page and opens the order. */
export const back: Handler = async ({ world, act }) => {
  const { customerId } = personOf(world, act.who)
  const orderId = parseId<OrderId>(act.about["orderId"] ?? "")
  const view = orderId && (await orderView(world.app, { customerId, orderId }))
  if (!view) return "no such order"
  if (!view.sessionId) return view.state
  const outcome = await settlePayment(world.app, view.sessionId)
  if (outcome === "paid") await deliverMail(world)
  return outcome
}
