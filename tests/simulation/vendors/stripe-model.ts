import type { Random } from "../core/random"
import { createEventList, type EventsAsked, type StripeEvent } from "./stripe-events"
import { emptyState, type Refund, refundsOf, type Session, type StripeState, sentBack } from "./stripe-state"

/** Why Stripe did not answer with what was asked for. */
export class StripeFault extends Error {
  constructor(
    readonly kind: "unreachable" | "server-error" | "invalid-request" | "denied",
    message: string,
  ) {
    super(message)
  }
}

/** `denied`: the operator has rolled the secret key, and the product still has the old one. */
export type StripeWeather = "fair" | "down" | "failing" | "lossy" | "denied"

type Surroundings = {
  readonly now: () => number
  readonly weather: () => StripeWeather
  readonly randomOf: (label: string) => Random
  /** No fault of a single request, and no slow refund. */
  readonly isKind: () => boolean
  /** A page was opened; it closes by itself at its end. */
  readonly onOpened: (session: Session) => void
  /** A webhook is on its way. */
  readonly emit: (event: StripeEvent) => void
}
type World = Surroundings & { readonly tell: (event: StripeEvent) => void }

const keyMemoryMs = 24 * 3_600_000
const shortestLifeMs = 30 * 60_000

type NewSession = Pick<Session, "amount" | "currency" | "reference" | "paymentId" | "expiresAt">
type NewRefund = Pick<Refund, "intentId" | "amount" | "refundId">
type Answer = {
  readonly at: number
  readonly asked: string
  readonly value?: unknown
  readonly fault?: StripeFault
}

/**
 * Stripe as its documentation has it. A POST under a known key gets the first answer again for 24 hours, also
 * a 500; a refusal of the parameters is not remembered.
 */
export function createStripeModel(surroundings: Surroundings) {
  const state = emptyState()
  const events = createEventList(surroundings.now, surroundings.emit)
  const world: World = { ...surroundings, tell: events.tell }
  const { post, read, isKnown } = createRequests(world)
  return {
    state,
    createSession(wanted: NewSession, key: string): Session {
      const life = wanted.expiresAt - world.now()
      if (life < shortestLifeMs && world.weather() === "fair" && !isKnown(key))
        throw new StripeFault("invalid-request", "expires_at must be at least 30 minutes from now")
      return post(key, wanted, () => openSession(state, wanted, world))
    },
    retrieveSession: (id: string): Session =>
      read(() => {
        const session = state.sessions.get(id)
        if (!session) throw new StripeFault("invalid-request", "No such checkout session")
        expireIfOver(session, world)
        return structuredClone(session)
      }),
    expireSession(id: string): void {
      read(() => {
        const session = state.sessions.get(id)
        if (session) expireIfOver(session, world)
        if (session?.status !== "open") throw new StripeFault("invalid-request", "not open")
        session.status = "expired"
        world.tell({ id: `evt_expired_${id}`, type: "checkout.session.expired", sessionId: id })
      })
    },
    retrieveIntent: (id: string) => read(() => structuredClone(state.intents.get(id))),
    listEvents: (asked: EventsAsked) => read(() => events.list(asked)),
    /** Something happened outside the product: a payment came, a bank gave a refund back. */
    tell: events.tell,
    listRefunds: (intentId: string): Refund[] => read(() => structuredClone(refundsOf(state, intentId))),
    createRefund: (wanted: NewRefund, key: string): Refund =>
      post(key, wanted, () => makeRefund(state, wanted, world)),
    /** A person refunds in Stripe's own pages. */
    refundByHand: (wanted: Omit<NewRefund, "refundId">): Refund =>
      makeRefund(state, { ...wanted, refundId: null }, world),
    /** A page closes by itself. */
    closePage(id: string): void {
      const session = state.sessions.get(id)
      if (session) expireIfOver(session, world)
    },
  }
}

/** Requests with and without a key, in the weather of the moment. */
function createRequests(world: World) {
  const keys = new Map<string, Answer>()
  let posts = 0
  const knownAt = (key: string) => {
    const known = keys.get(key)
    return known && world.now() - known.at < keyMemoryMs ? known : undefined
  }

  function post<Value>(key: string, asked: unknown, run: () => Value): Value {
    posts += 1
    const random = world.randomOf(`stripe-post:${posts}`)
    const weather = world.isKind() ? "fair" : weatherOf(world.weather(), random)
    if (weather === "down") throw new StripeFault("unreachable", "connection refused")
    if (weather === "denied") throw new StripeFault("denied", "Invalid API Key provided")
    const known = knownAt(key)
    if (known) return replay<Value>(known, JSON.stringify(asked))
    const answer = { at: world.now(), asked: JSON.stringify(asked), ...carryOut(weather, run) }
    keys.set(key, answer)
    if (weather === "lossy") throw new StripeFault("unreachable", "the answer was lost")
    return replay<Value>(answer, answer.asked)
  }

  function read<Value>(find: () => Value): Value {
    const weather = world.weather()
    if (weather === "fair" || weather === "lossy") return find()
    if (weather === "denied") throw new StripeFault("denied", "Invalid API Key provided")
    throw new StripeFault(weather === "down" ? "unreachable" : "server-error", "no answer")
  }

  return { post, read, isKnown: (key: string) => knownAt(key) !== undefined }
}

function openSession(state: StripeState, wanted: NewSession, world: World): Session {
  const id = `cs_${state.sessions.size + 1}`
  const session: Session = { ...wanted, id, url: `https://pay/${id}`, status: "open", intentId: null }
  state.sessions.set(id, session)
  world.onOpened(session)
  return session
}

export type StripeModel = ReturnType<typeof createStripeModel>

/** Now and then a single request meets a fault on a fair day. */
function weatherOf(weather: StripeWeather, random: Random): StripeWeather {
  if (weather !== "fair") return weather
  return random.weighted<StripeWeather>({ fair: 96, failing: 2, lossy: 2 })
}

function carryOut(weather: StripeWeather, run: () => unknown): Pick<Answer, "value" | "fault"> {
  if (weather === "failing") return { fault: new StripeFault("server-error", "500") }
  try {
    return { value: structuredClone(run()) }
  } catch (error) {
    if (error instanceof StripeFault) return { fault: error }
    throw error
  }
}

function replay<Value>({ asked, value, fault }: Answer, askedNow: string): Value {
  if (asked !== askedNow && !fault)
    throw new StripeFault("invalid-request", "the key was used with other parameters")
  if (fault) throw fault
  return structuredClone(value) as Value
}

function expireIfOver(session: Session, world: World): void {
  if (session.status !== "open" || world.now() < session.expiresAt) return
  session.status = "expired"
  const id = `evt_expired_${session.id}`
  world.tell({ id, type: "checkout.session.expired", sessionId: session.id })
}

function makeRefund(state: StripeState, wanted: NewRefund, world: World): Refund {
  const intent = state.intents.get(wanted.intentId)
  if (intent?.status !== "succeeded") throw new StripeFault("invalid-request", "No such payment")
  if (intent.dispute && intent.dispute.status !== "won")
    throw new StripeFault("invalid-request", "The charge was disputed")
  if (wanted.amount > intent.amount - sentBack(state, intent.id))
    throw new StripeFault("invalid-request", "The refund is greater than what is left")
  const id = `re_${state.refunds.size + 1}`
  const isSlow = !world.isKind() && world.randomOf(`refund:${id}`).chance(0.25)
  const refund: Refund = { ...wanted, id, createdAt: world.now(), status: isSlow ? "pending" : "succeeded" }
  state.refunds.set(id, refund)
  world.tell({ id: `evt_${id}`, type: "refund.created", intentId: intent.id })
  return refund
}
