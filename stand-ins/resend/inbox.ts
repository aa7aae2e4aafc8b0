import { type Exchange, type Head, html } from "@/stand-ins/server"
import { failure } from "./answers"
import { type EventTarget, mailEventTypes, sendEvent } from "./events"
import { inboxPage, mailHtml, mailPage } from "./inbox-pages"
import type { MailStore } from "./store"

const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: http: https:; font-src data:; frame-src 'self'; form-action 'self'"

/** GET /inbox, /inbox/<mail>, /inbox/<mail>/html and /inbox/<mail>/attachment/<position>. */
export function answerInbox(store: MailStore, { response, url }: Exchange) {
  const page = (body: string, { status = 200 }: Head = {}) =>
    html(response, body, { status, headers: { "content-security-policy": pagePolicy } })
  const [, , id, part, at] = url.pathname.split("/")
  const mail = id ? store.byId(id) : undefined
  if (id && !mail) return page("<p>No such mail. <a href='/inbox'>Inbox</a></p>", { status: 404 })
  const attachment = part === "attachment" ? mail?.attachments[Number(at)] : undefined
  if (attachment) {
    response.writeHead(200, { "content-type": "application/pdf", "x-content-type-options": "nosniff" })
    return void response.end(Buffer.from(attachment.content, "base64"))
  }
  if (mail) return page(part === "html" ? mailHtml(mail) : mailPage(mail, url.searchParams.get("told")))
  const to = url.searchParams.get("to") ?? ""
  const matching = store.all().filter((one) => one.to.some((address) => address.includes(to)))
  page(inboxPage(matching.slice(-200).reverse(), to))
}

/** POST /inbox/<mail>/event/<type>: reports the event to the product. */
export async function sendMailEvent(
  { store, webhook }: { readonly store: MailStore; readonly webhook: EventTarget | undefined },
  { response, url }: Exchange,
): Promise<void> {
  const [, , id = "", , named] = url.pathname.split("/")
  const mail = store.byId(id)
  const type = mailEventTypes.find((one) => one === named)
  if (!mail || !type) {
    return failure(response, { status: 404, name: "not_found", message: "No such mail or event." })
  }
  if (!webhook) {
    return failure(response, { status: 409, name: "no_webhook", message: "No webhook is configured." })
  }
  const status = await sendEvent(webhook, mail, type)
  response.writeHead(303, { location: `/inbox/${id}?told=${type}&answer=${status}` })
  response.end()
}
