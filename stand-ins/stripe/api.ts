import { type Exchange, json } from "@/stand-ins/server"
import { createParameters } from "./parameters"
import { type Provider, refuse } from "./provider"
import {
  newSession,
  type Session,
  type SessionStore,
  shownDisputes,
  shownIntent,
  shownRefund,
  shownSession,
} from "./sessions"

/** The routes under /v1, for clients with a secret key. */
export async function answerApi(provider: Provider, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  if (!/^Bearer sk_\S+$/.test(request.headers.authorization ?? "")) {
    return refuse(response, { status: 401, message: "You did not provide an API key." })
  }
  const route = `${request.method} ${url.pathname}`
  if (route === "POST /v1/checkout/sessions") return createSession(provider, exchange)
  if (route === "POST /v1/refunds") return createRefund(provider, exchange)
  if (route === "GET /v1/events") return json(response, listEvents(provider, url))
  const about = request.method === "GET" ? aboutPayment(provider.store, url) : undefined
  return about ? json(response, about) : answerSession(provider, exchange)
}

async function createSession({ store, isTimed }: Provider, exchange: Exchange) {
  const { response } = exchange
  const body = await exchange.body()
  const key = idempotencyKeyOf(exchange)
  const before = key === "" ? undefined : store.key(key)
  if (before && before.parameters !== body) {
    const message = "Keys for idempotent requests can only be used with the same parameters."
    return refuse(response, { status: 400, type: "idempotency_error", message })
  }
  if (before) return json(response, before.answer)
  const parameters = createParameters(body, { isTimed })
  if ("refused" in parameters) return refuse(response, { status: 400, message: parameters.refused })
  const session = newSession(parameters)
  store.keep(session)
  const answer = withUrl(exchange, session)
  if (key !== "") store.rememberKey(key, body, answer)
  json(response, answer)
}

async function createRefund({ refunds }: Provider, exchange: Exchange) {
  const made = refunds.create(await exchange.body(), idempotencyKeyOf(exchange))
  if (made.refused !== undefined) return refuse(exchange.response, { status: 400, message: made.refused })
  json(exchange.response, made.shown)
}

/** A page of the events of the wanted types, behind `starting_after`. */
function listEvents({ webhooks, isTimed }: Provider, { pathname, searchParams }: URL) {
  const types = [...searchParams].flatMap(([name, value]) => (name.startsWith("types[") ? [value] : []))
  const since = isTimed ? Number(searchParams.get("created[gte]") ?? 0) : 0
  const after = searchParams.get("starting_after")
  const all = webhooks.list().filter(({ type, created }) => types.includes(type) && created >= since)
  const behind = all.slice(after ? all.findIndex(({ id }) => id === after) + 1 : 0)
  const data = behind.slice(0, Number(searchParams.get("limit") ?? 10))
  return { object: "list", has_more: behind.length > data.length, url: pathname, data }
}

/** GET of a payment intent, and of the refunds and disputes of one. */
function aboutPayment(store: SessionStore, { pathname, searchParams }: URL): unknown {
  const [, named] = /^\/v1\/payment_intents\/(\w+)$/.exec(pathname) ?? []
  const session = store.findByIntent(named ?? searchParams.get("payment_intent") ?? "")
  if (!session) return undefined
  if (named) return shownIntent(session)
  const list = (data: unknown[]) => ({ object: "list", has_more: false, url: pathname, data })
  if (pathname === "/v1/refunds") return list(session.refunds.map((one) => shownRefund(one, session)))
  return pathname === "/v1/disputes" ? list(shownDisputes(session)) : undefined
}

/** GET of a session, and POST …/expire. */
function answerSession({ store, webhooks }: Provider, exchange: Exchange) {
  const { request, response, url } = exchange
  const [, id = "", verb] = /^\/v1\/checkout\/sessions\/(\w+)(?:\/(expire))?$/.exec(url.pathname) ?? []
  const session = store.find(id)
  if (!session) return refuse(response, { status: 404, message: `No such checkout.session: '${id}'` })
  if (request.method === "GET" && !verb) return json(response, withUrl(exchange, session))
  if (request.method !== "POST" || !verb) {
    return refuse(response, { status: 405, message: "Method not allowed." })
  }
  if (session.status !== "open") {
    const message = "Only Checkout Sessions with a status in [open] can be expired."
    return refuse(response, { status: 400, message })
  }
  session.status = "expired"
  store.keep(session)
  webhooks.send("expired", session)
  json(response, withUrl(exchange, session))
}

/** The session with the full address of its pay page; `?expand[]=payment_intent` shows the intent whole. */
function withUrl({ request, url }: Exchange, session: Session) {
  const shown = shownSession(session, { expanded: url.search.includes("payment_intent") })
  return { ...shown, url: shown.url && `http://${request.headers.host}${shown.url}` }
}

const idempotencyKeyOf = ({ request }: Exchange) => String(request.headers["idempotency-key"] ?? "")
