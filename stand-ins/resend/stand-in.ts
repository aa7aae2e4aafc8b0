import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { bodyOf } from "@/stand-ins/body"
import { failure, json } from "./answers"
import { type EventTarget, mailEventTypes, sendEvent } from "./events"
import { createFaults, type Faults, faultOrder } from "./faults"
import { inboxPage, mailHtml, mailPage } from "./inbox-pages"
import { send } from "./send"
import { createMailStore, type MailStore, type StoredMail } from "./store"

export type MailStandIn = { readonly url: string; close(): Promise<void> }

/**
 * Speaks the part of Resend's HTTP API that sends and reads mails, on 127.0.0.1 only. Beside it, for people and tests:
 * /inbox (pages, with buttons for what may become of a mail), /_mails (all that fit `to` and `key`, oldest first), /_faults (POST orders one,
 * DELETE ends them).
 */
export async function startMailStandIn(options: {
  port: number
  file?: string
  /** Where it tells what became of a mail, when somebody says so. */
  webhook?: EventTarget
}): Promise<MailStandIn> {
  const store = await createMailStore(options.file)
  const faults = createFaults()
  const server = createServer((request, response) => {
    answer({ store, faults, webhook: options.webhook }, request, response).catch((error: unknown) => {
      if (!response.headersSent) failure(response, 500, "internal_server_error", String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, "127.0.0.1", resolve)
  })
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The mail stand-in has no address")
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await store.flushed()
    },
  }
}

type Provider = {
  readonly store: MailStore
  readonly faults: Faults
  readonly webhook: EventTarget | undefined
}

async function answer(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  // A page of another origin must not read this mail through a name that leads to 127.0.0.1.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) {
    return failure(response, 403, "forbidden", "Loopback only.")
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1")
  if (request.method === "POST" && url.pathname.startsWith("/inbox/")) return tell(provider, url, response)
  if (url.pathname === "/" || url.pathname.startsWith("/inbox")) return answerPages(provider, url, response)
  if (url.pathname === "/favicon.ico") return void response.writeHead(204).end()
  if (url.pathname.startsWith("/_")) return answerTests(provider, url, request, response)
  return answerResend(provider, url, request, response)
}

function answerPages({ store }: Provider, url: URL, response: ServerResponse) {
  const [, , id, part, at] = url.pathname.split("/")
  const mail = id ? store.byId(id) : undefined
  if (id && !mail) return html(response, 404, "<p>No such mail. <a href='/inbox'>Inbox</a></p>")
  const attachment = part === "attachment" ? mail?.attachments[Number(at)] : undefined
  if (attachment) {
    response.writeHead(200, { "content-type": "application/pdf", "x-content-type-options": "nosniff" })
    return void response.end(Buffer.from(attachment.content, "base64"))
  }
  const told = url.searchParams.get("told")
  if (mail) return html(response, 200, part === "html" ? mailHtml(mail) : mailPage(mail, told))
  const to = url.searchParams.get("to") ?? ""
  const fitting = store.all().filter((one) => one.to.some((address) => address.includes(to)))
  html(response, 200, inboxPage(fitting.slice(-200).reverse(), to))
}

/** POST /inbox/<mail>/event/<type>: what became of it is told to the product. */
async function tell({ store, webhook }: Provider, url: URL, response: ServerResponse) {
  const [, , id = "", , said] = url.pathname.split("/")
  const mail = store.byId(id)
  const type = mailEventTypes.find((one) => one === said)
  if (!mail || !type) return failure(response, 404, "not_found", "No such mail or event.")
  if (!webhook) return failure(response, 409, "no_webhook", "No webhook is configured.")
  const status = await sendEvent(webhook, mail, type)
  response.writeHead(303, { location: `/inbox/${id}?told=${type}&answer=${status}` })
  response.end()
}

async function answerTests(
  { store, faults }: Provider,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const route = `${request.method} ${url.pathname}`
  if (route === "GET /_mails") return json(response, 200, fitting(store, url))
  if (route === "GET /_faults") return json(response, 200, faults.list())
  if (route === "DELETE /_faults") {
    faults.clear(url.searchParams.get("key"))
    return json(response, 200, {})
  }
  if (route === "POST /_faults") {
    const order = faultOrder.safeParse(JSON.parse(await bodyOf(request)))
    if (!order.success) return failure(response, 422, "validation_error", order.error.message)
    faults.add(order.data)
    return json(response, 200, {})
  }
  failure(response, 404, "not_found", "No such path.")
}

async function answerResend(
  provider: Provider,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const { store } = provider
  const apiKey = request.headers.authorization?.match(/^Bearer (re_\S+)$/)?.[1]
  if (!request.headers.authorization) return failure(response, 401, "missing_api_key", "Missing API key.")
  if (!apiKey) return failure(response, 403, "invalid_api_key", "API key is invalid.")
  const path = url.pathname
  if (request.method === "POST" && (path === "/emails" || path === "/emails/batch")) {
    return send(provider, { apiKey, path, body: await bodyOf(request) }, request, response)
  }
  if (request.method !== "GET") return failure(response, 405, "method_not_allowed", "Method not allowed.")
  if (path === "/emails") return list(store, url, response)
  const mail = path.startsWith("/emails/") ? store.byId(path.slice("/emails/".length)) : undefined
  if (!mail) return failure(response, 404, "not_found", "Email not found")
  json(response, 200, { object: "email", ...shown(mail) })
}

/** Newest first, as Resend lists; the bodies and the filter `to` are ours. */
function list(store: MailStore, url: URL, response: ServerResponse) {
  const limit = Math.min(100, Math.max(1, Number(url.searchParams.get("limit")) || 20))
  const newestFirst = fitting(store, url).reverse()
  const start = newestFirst.findIndex((mail) => mail.id === url.searchParams.get("after")) + 1
  const data = newestFirst.slice(start, start + limit)
  json(response, 200, { object: "list", has_more: start + limit < newestFirst.length, data: data.map(shown) })
}

function fitting(store: MailStore, url: URL): StoredMail[] {
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

function html(response: ServerResponse, status: number, body: string) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; font-src data:; frame-src 'self'; form-action 'self'",
    "referrer-policy": "no-referrer",
  })
  response.end(body)
}
