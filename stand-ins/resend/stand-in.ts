import { type Exchange, type StandIn, startStandIn } from "@/stand-ins/server"
import { answerJson, failure } from "./answers"
import type { EventTarget } from "./events"
import { createFaults, type Faults, faultOrder } from "./faults"
import { answerInbox, sendMailEvent } from "./inbox"
import { send } from "./send"
import { createMailStore, type MailStore, type StoredMail } from "./store"

type Options = {
  readonly port: number
  readonly file?: string
  /** The product's webhook, for the buttons of the inbox. */
  readonly webhook?: EventTarget
}

type Provider = {
  readonly store: MailStore
  readonly faults: Faults
  readonly webhook: EventTarget | undefined
}

/**
 * The part of Resend's HTTP API that sends and reads mails. For people and tests: /inbox (pages, with a
 * button for each event that Resend can report about a mail), /_mails (filtered by `to` and `key`, oldest
 * first), /_faults (POST makes the next requests fail, DELETE removes what is left).
 */
export async function startMailStandIn({ port, file, webhook }: Options): Promise<StandIn> {
  const store = await createMailStore(file)
  const provider = { store, faults: createFaults(), webhook }
  const server = await startStandIn({
    port,
    answer: (exchange) => answer(provider, exchange),
    refuse: (response, { status, message }) =>
      failure(response, { status, name: status === 403 ? "forbidden" : "internal_server_error", message }),
  })
  return {
    url: server.url,
    async close() {
      await server.close()
      await store.flushed()
    },
  }
}

function answer(provider: Provider, exchange: Exchange): Promise<void> | void {
  const { request, response, url } = exchange
  if (request.method === "POST" && url.pathname.startsWith("/inbox/")) {
    return sendMailEvent(provider, exchange)
  }
  if (url.pathname === "/" || url.pathname.startsWith("/inbox")) return answerInbox(provider.store, exchange)
  if (url.pathname === "/favicon.ico") return void response.writeHead(204).end()
  if (url.pathname.startsWith("/_")) return answerTests(provider, exchange)
  return answerResend(provider, exchange)
}

async function answerTests({ store, faults }: Provider, { request, response, url, body }: Exchange) {
  const route = `${request.method} ${url.pathname}`
  if (route === "GET /_mails") return answerJson(response, filtered(store, url))
  if (route === "GET /_faults") return answerJson(response, faults.list())
  if (route === "DELETE /_faults") {
    faults.clear(url.searchParams.get("key"))
    return answerJson(response, {})
  }
  if (route === "POST /_faults") {
    const order = faultOrder.safeParse(JSON.parse(await body()))
    if (!order.success) {
      return failure(response, { status: 422, name: "validation_error", message: order.error.message })
    }
    faults.add(order.data)
    return answerJson(response, {})
  }
  failure(response, { status: 404, name: "not_found", message: "No such path." })
}

async function answerResend(provider: Provider, { request, response, url, body }: Exchange) {
  const { authorization } = request.headers
  if (!authorization) {
    return failure(response, { status: 401, name: "missing_api_key", message: "Missing API key." })
  }
  const apiKey = authorization.match(/^Bearer (re_\S+)$/)?.[1]
  if (!apiKey) {
    return failure(response, { status: 403, name: "invalid_api_key", message: "API key is invalid." })
  }
  const path = url.pathname
  if (request.method === "POST" && (path === "/emails" || path === "/emails/batch")) {
    return send(provider, { apiKey, path, body: await body(), request, response })
  }
  if (request.method !== "GET") {
    return failure(response, { status: 405, name: "method_not_allowed", message: "Method not allowed." })
  }
  if (path === "/emails") return answerJson(response, listed(provider.store, url))
  const mail = path.startsWith("/emails/") ? provider.store.byId(path.slice("/emails/".length)) : undefined
  if (!mail) return failure(response, { status: 404, name: "not_found", message: "Email not found" })
  answerJson(response, { object: "email", ...shown(mail) })
}

/** Newest first, as Resend lists. Unlike Resend's list, each mail has its body, and `to` filters. */
function listed(store: MailStore, url: URL) {
  const limit = Math.min(100, Math.max(1, Number(url.searchParams.get("limit")) || 20))
  const newestFirst = filtered(store, url).reverse()
  const start = newestFirst.findIndex((mail) => mail.id === url.searchParams.get("after")) + 1
  const data = newestFirst.slice(start, start + limit).map(shown)
  return { object: "list", has_more: start + limit < newestFirst.length, data }
}

function filtered(store: MailStore, url: URL): StoredMail[] {
  const to = url.searchParams.get("to")
  const key = url.searchParams.get("key")
  return store
    .all()
    .filter((mail) => (to === null || mail.to.includes(to)) && (key === null || mail.apiKey === key))
}

const shown = ({ apiKey: _, ...mail }: StoredMail) => ({
  ...mail,
  last_event: "delivered",
  scheduled_at: null,
})
