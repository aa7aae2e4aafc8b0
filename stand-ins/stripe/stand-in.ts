import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { bodyOf } from "@/stand-ins/body"
import { createWebhooks, type Webhooks, webhookModes } from "./events"
import { createParameters } from "./parameters"
import { overPage, payPage } from "./pay-page"
import { createRefunds, type Refunds } from "./refunds"
import {
  createSessionStore,
  disputeStates,
  newId,
  refundModes,
  type Session,
  type SessionStore,
  shownDisputes,
  shownIntent,
  shownRefund,
  shownSession,
} from "./sessions"

export type PaymentStandIn = { readonly url: string; close(): Promise<void> }

type Options = {
  readonly port: number
  readonly file?: string
  /** False for tests whose clock is not the world's: then no page lapses and no expiry is too soon. */
  readonly isTimed?: boolean
  readonly webhook?: { readonly url: string; readonly secret: string }
}

/**
 * Speaks the part of Stripe's HTTP API that Checkout needs, on 127.0.0.1 only: sessions, their page, refunds, disputes, signed events.
 * Beside it, for people and tests: POST /_webhooks[/<session>]/now|late|twice|shuffled|never, POST /_settle/<session>/succeed|fail for a delayed method,
 * POST /_pay/<session>/<outcome>?amount=&currency= for money that does not fit, POST /_refunds/<session>/succeeded|pending|failed|refused
 * for how its refunds go, POST /_refund/<session>/<amount> for one made by hand, POST /_refunded/<session>/succeeded|failed for how what is
 * pending ends, and POST /_dispute/<session>/needs_response|won|lost.
 */
export async function startPaymentStandIn(options: Options): Promise<PaymentStandIn> {
  const isTimed = options.isTimed ?? true
  const store = createSessionStore({ file: options.file, isTimed })
  const webhooks = createWebhooks(options.webhook)
  const provider = { store, isTimed, webhooks, refunds: createRefunds({ store, webhooks }) }
  const server = createServer((request, response) => {
    answer(provider, request, response).catch((error: unknown) => {
      if (!response.headersSent) refuse(response, 500, "api_error", String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, "127.0.0.1", resolve)
  })
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The payment stand-in has no address")
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      provider.webhooks.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Provider = {
  readonly store: SessionStore
  readonly webhooks: Webhooks
  readonly refunds: Refunds
  readonly isTimed: boolean
}

async function answer(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) {
    return refuse(response, 403, "forbidden", "Loopback only.")
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1")
  const [, first = ""] = url.pathname.split("/")
  if (first === "pay") return answerPage(provider, url, request, response)
  if (first.startsWith("_")) return answerTests(provider, url, request, response)
  return answerStripe(provider, url, request, response)
}

async function answerStripe(
  { store, webhooks, refunds, isTimed }: Provider,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (!/^Bearer sk_\S+$/.test(request.headers.authorization ?? "")) {
    return refuse(response, 401, "invalid_request_error", "You did not provide an API key.")
  }
  const route = `${request.method} ${url.pathname}`
  const base = `http://${request.headers.host}`
  if (route === "POST /v1/checkout/sessions") {
    return create(
      store,
      { body: await bodyOf(request), key: request.headers["idempotency-key"], base, isTimed },
      response,
    )
  }
  if (route === "POST /v1/refunds") {
    const key = request.headers["idempotency-key"]
    const made = refunds.create(await bodyOf(request), key ? String(key) : undefined)
    if (made.refused !== undefined) return refuse(response, 400, "invalid_request_error", made.refused)
    return json(response, 200, made.shown)
  }
  const money = ofMoney(store, request.method, url)
  if (money) return json(response, 200, money)
  return answerSession({ store, webhooks }, url, request, response)
}

function answerSession(
  { store, webhooks }: Pick<Provider, "store" | "webhooks">,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const base = `http://${request.headers.host}`
  const [, id = "", verb] = /^\/v1\/checkout\/sessions\/(\w+)(?:\/(expire))?$/.exec(url.pathname) ?? []
  const session = store.find(id)
  if (!session) return refuse(response, 404, "invalid_request_error", `No such checkout.session: '${id}'`)
  const expanded = url.search.includes("payment_intent")
  if (request.method === "GET" && !verb)
    return json(response, 200, absolute(shownSession(session, { expanded }), base))
  if (request.method !== "POST" || !verb)
    return refuse(response, 405, "invalid_request_error", "Method not allowed.")
  if (session.status !== "open") {
    return refuse(
      response,
      400,
      "invalid_request_error",
      "Only Checkout Sessions with a status in [open] can be expired.",
    )
  }
  session.status = "expired"
  store.keep(session)
  webhooks.send("expired", session)
  json(response, 200, absolute(shownSession(session, { expanded }), base))
}

/** What is known of money that came: the intent itself, or a list about it. */
function ofMoney(store: SessionStore, method: string | undefined, url: URL): unknown {
  if (method !== "GET") return undefined
  const [, named] = /^\/v1\/payment_intents\/(\w+)$/.exec(url.pathname) ?? []
  const session = store.findByIntent(named ?? url.searchParams.get("payment_intent") ?? "")
  if (!session) return undefined
  if (named) return shownIntent(session)
  const list = (data: unknown[]) => ({ object: "list", has_more: false, url: url.pathname, data })
  if (url.pathname === "/v1/refunds") return list(session.refunds.map((one) => shownRefund(one, session)))
  return url.pathname === "/v1/disputes" ? list(shownDisputes(session)) : undefined
}

type Creation = {
  readonly body: string
  readonly key: string | string[] | undefined
  readonly base: string
  readonly isTimed: boolean
}

function create(store: SessionStore, { body, key, base, isTimed }: Creation, response: ServerResponse) {
  const name = String(key ?? "")
  const before = name && store.key(name)
  if (before) {
    if (before.parameters !== body) {
      return refuse(
        response,
        400,
        "idempotency_error",
        "Keys for idempotent requests can only be used with the same parameters.",
      )
    }
    const same = store.find(before.sessionId)
    if (same) return json(response, 200, absolute(shownSession(same, { expanded: false }), base))
  }
  const parameters = createParameters(body, { isTimed })
  if ("refused" in parameters) return refuse(response, 400, "invalid_request_error", parameters.refused)
  const now = Math.floor(Date.now() / 1_000)
  const session: Session = {
    id: newId("cs"),
    created: now,
    expiresAt: parameters.expires_at ?? now + 86_400,
    status: "open",
    paymentStatus: "unpaid",
    intent: newId("pi"),
    intentStatus: "requires_payment_method",
    amountTotal: parameters.lines.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0),
    currency: parameters.currency,
    clientReferenceId: parameters.client_reference_id,
    metadata: parameters.metadata,
    intentMetadata: parameters.intentMetadata,
    paymentMethods: [...parameters.paymentMethods],
    refunds: [],
    refundMode: "succeeded",
    email: parameters.customer_email ?? "",
    successUrl: parameters.success_url,
    cancelUrl: parameters.cancel_url ?? parameters.success_url,
    lines: parameters.lines,
  }
  store.keep(session)
  if (name) store.rememberKey(name, body, session.id)
  json(response, 200, absolute(shownSession(session, { expanded: false }), base))
}

async function answerPage(provider: Provider, url: URL, request: IncomingMessage, response: ServerResponse) {
  const session = provider.store.find(url.pathname.split("/")[2] ?? "")
  if (!session) return html(response, 404, "<p>No such payment.</p>")
  if (session.status !== "open") return html(response, 200, overPage(session))
  if (request.method !== "POST") return html(response, 200, payPage(session))
  const outcome = new URLSearchParams(await bodyOf(request)).get("outcome") ?? ""
  const refused = pay(provider, session, outcome)
  if (refused) return html(response, 200, payPage(session, refused))
  response.writeHead(303, { location: session.successUrl })
  response.end()
}

const bankSays: Record<string, string> = {
  decline: "Cardul a fost respins. Încearcă alt card.",
  "3ds": "Autentificarea 3-D Secure nu a reușit.",
}

/** What the customer did on the page; a sentence when the bank refused and the page stays open. */
function pay(
  { store, webhooks }: Pick<Provider, "store" | "webhooks">,
  session: Session,
  outcome: string,
): string | undefined {
  if (outcome !== "pay" && outcome !== "delay") return bankSays[outcome] ?? "Alege cum plătești."
  session.status = "complete"
  session.paymentStatus = outcome === "pay" ? "paid" : "unpaid"
  session.intentStatus = outcome === "pay" ? "succeeded" : "processing"
  store.keep(session)
  webhooks.send("completed", session)
  return undefined
}

async function answerTests(provider: Provider, url: URL, request: IncomingMessage, response: ServerResponse) {
  const [, what = "", id = "", outcome = ""] = url.pathname.split("/")
  if (request.method !== "POST") return refuse(response, 405, "invalid_request_error", "POST alone.")
  const mode = webhookModes.find((one) => one === id)
  if (what === "_webhooks" && mode) {
    provider.webhooks.setMode(mode)
    return json(response, 200, {})
  }
  const session = provider.store.find(id)
  const act = acts[what]
  if (!session || !act) return refuse(response, 404, "invalid_request_error", "No such session or path.")
  json(response, act(provider, session, outcome, url.searchParams) ? 200 : 400, {})
}

type Act = (provider: Provider, session: Session, outcome: string, query: URLSearchParams) => boolean

/** What people and tests can have happen to one session; false where they asked for nothing that there is. */
const acts: Record<string, Act> = {
  _webhooks({ webhooks }, session, outcome) {
    const mode = webhookModes.find((one) => one === outcome)
    if (mode) webhooks.setMode(mode, session)
    return mode !== undefined
  },
  _pay(provider, session, outcome, query) {
    session.amountTotal = Number(query.get("amount") ?? session.amountTotal)
    session.currency = query.get("currency") ?? session.currency
    session.clientReferenceId = query.get("order") ?? session.clientReferenceId
    pay(provider, session, outcome)
    return true
  },
  _settle({ store, webhooks }, session, outcome) {
    const succeeded = outcome === "succeed"
    session.paymentStatus = succeeded ? "paid" : "unpaid"
    session.intentStatus = succeeded ? "succeeded" : "requires_payment_method"
    store.keep(session)
    webhooks.send(succeeded ? "async_payment_succeeded" : "async_payment_failed", session)
    return true
  },
  _refunds({ store }, session, outcome) {
    const mode = refundModes.find((one) => one === outcome)
    if (mode) store.keep({ ...session, refundMode: mode })
    return mode !== undefined
  },
  _refund: ({ refunds }, session, amount) => refunds.byHand(session, Number(amount)) !== null,
  _refunded({ refunds }, session, outcome) {
    if (outcome !== "succeeded" && outcome !== "failed") return false
    refunds.settle(session, outcome)
    return true
  },
  _dispute({ store, webhooks }, session, outcome) {
    const state = disputeStates.find((one) => one === outcome)
    if (!state) return false
    const disputed: Session = { ...session, dispute: state }
    store.keep(disputed)
    const [dispute] = shownDisputes(disputed)
    webhooks.tell(disputed, `charge.dispute.${state === "needs_response" ? "created" : "closed"}`, dispute)
    return true
  },
}

const absolute = (session: ReturnType<typeof shownSession>, base: string) => ({
  ...session,
  url: session.url && base + session.url,
})

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body))
}

/** Stripe's form of an error. */
function refuse(response: ServerResponse, status: number, type: string, message: string) {
  json(response, status, { error: { type, message } })
}

function html(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
  })
  response.end(body)
}
