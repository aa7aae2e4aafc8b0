import { applyEvent } from "@/lib/orders/payment/apply-event"
import { eventAnswer } from "../vendors/payment-port"
import type { StripeEvent } from "../vendors/stripe-events"
import { repeatWebhook } from "../world/repeat-webhook"
import { days, type Handler, hours, type Scene } from "../world/world"
import { deliverMail } from "./after-response"

type Session = { readonly sessionId: string; readonly type: string }

export const tellOfSession = ({ world }: Scene, { sessionId, type }: Session): void =>
  world.stripe.tell({ id: `evt_${type.split(".").at(-1)}_${sessionId}`, type, sessionId })

const tellOfPayment = ({ world, act }: Scene, intentId: string, type: string): void =>
  world.stripe.tell({ id: `evt_${act.id}_${type}`, type, intentId })

/** A webhook on its way: mostly at once, now and then hours late, twice, or never. */
export function sendWebhook({ world, follow }: Scene, event: StripeEvent): void {
  const random = world.random(`webhook:${event.id}`)
  const about = { ...event, tries: "0" }
  const fate = random.weighted({ soon: 80, late: 10, twice: 6, never: world.faults ? 4 : 0 })
  if (fate === "never") return
  const afterMs = fate === "late" ? hours(30 * random.next()) : random.between(500, 20_000)
  follow({ kind: "stripe-webhook", who: "stripe", afterMs, about })
  if (fate === "twice")
    follow({ kind: "stripe-webhook", who: "stripe", afterMs: afterMs + hours(3 * random.next()), about })
}

/** As the product's route does it. */
export const stripeWebhook: Handler = async (scene) => {
  const { world, act } = scene
  const event = eventAnswer(eventOf(act.about))
  const outcome = await applyEvent(world.app, event)
  if (outcome === "unavailable") repeatWebhook(scene)
  await deliverMail(world)
  return `${event.type} ${outcome}`
}

const eventOf = ({ id = "", type = "", sessionId, intentId }: Scene["act"]["about"]): StripeEvent => ({
  ...{ id, type },
  ...(sessionId ? { sessionId } : { intentId: intentId ?? "" }),
})

/** What Stripe does with a new refund in the days after: slow ones end, and some come back from the bank. */
export function expectRefund({ world, follow }: Scene, refundId: string): void {
  const refund = world.stripe.state.refunds.get(refundId)
  if (!refund || !world.faults) return
  const random = world.random(`fate:${refundId}`)
  const [fails, takes] = [random.chance(refund.status === "pending" ? 0.3 : 0.15), random.next()]
  const about = { refundId, status: fails ? "failed" : "succeeded" }
  if (refund.status === "pending" || fails)
    follow({ kind: "refund-settles", who: "bank", afterMs: days(0.05 + 6 * takes), about })
}

export const refundSettles: Handler = async (scene) => {
  const { refundId = "", status } = scene.act.about
  const refund = scene.world.stripe.state.refunds.get(refundId)
  if (!refund || refund.status === "failed") return "nothing"
  refund.status = status === "failed" ? "failed" : "succeeded"
  tellOfPayment(scene, refund.intentId, status === "failed" ? "refund.failed" : "refund.updated")
  return refund.status
}

export const goodwill: Handler = async (scene) => {
  const { world, act, random } = scene
  const intent = world.stripe.state.intents.get(act.about["intentId"] ?? "")
  if (!intent) return "no such payment"
  const amount = random.chance(0.4) ? intent.amount : Math.min(intent.amount, 500 * random.between(1, 4))
  try {
    const refund = world.stripe.refundByHand({ intentId: intent.id, amount })
    return `${amount} bani, ${refund.status}`
  } catch {
    return "Stripe refuses"
  }
}

export const disputeOpens: Handler = async (scene) => {
  const { world, act, random, follow } = scene
  const intent = world.stripe.state.intents.get(act.about["intentId"] ?? "")
  if (!intent || intent.dispute) return "nothing"
  const now = world.clock.now
  intent.dispute = { openedAt: now, changedAt: now, status: "open" }
  tellOfPayment(scene, intent.id, "charge.dispute.created")
  const kind = random.chance(0.6) ? "dispute-lost" : "dispute-won"
  follow({ kind, afterMs: days(8 + 20 * random.next()), about: { intentId: intent.id } })
  return "open"
}

export const disputeLost: Handler = async (scene) => endDispute(scene, "lost")
export const disputeWon: Handler = async (scene) => endDispute(scene, "won")

async function endDispute(scene: Scene, status: "lost" | "won"): Promise<string> {
  const intent = scene.world.stripe.state.intents.get(scene.act.about["intentId"] ?? "")
  if (!intent?.dispute) return "nothing"
  Object.assign(intent.dispute, { status, changedAt: scene.world.clock.now })
  tellOfPayment(scene, intent.id, "charge.dispute.closed")
  return status
}

/** The end of a pay page that was not paid on. */
export const stripeClosesPage: Handler = async ({ world, act }) => {
  const { sessionId = "" } = act.about
  world.stripe.closePage(sessionId)
  return world.stripe.state.sessions.get(sessionId)?.status ?? "no such page"
}
