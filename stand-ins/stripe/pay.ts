import { type Exchange, html } from "@/stand-ins/server"
import { overPage, payPage } from "./pay-page"
import type { Provider } from "./provider"
import type { Session } from "./sessions"

/** GET and POST /pay/<session>: the page on which the customer pays. */
export async function answerPayPage(provider: Provider, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const session = provider.store.find(url.pathname.split("/")[2] ?? "")
  if (!session) return html(response, "<p>No such payment.</p>", { status: 404 })
  if (session.status !== "open") return html(response, overPage(session))
  if (request.method !== "POST") return html(response, payPage(session))
  const outcome = new URLSearchParams(await exchange.body()).get("outcome") ?? ""
  const refused = pay(provider, session, outcome)
  if (refused) return html(response, payPage(session, refused))
  response.writeHead(303, { location: session.successUrl })
  response.end()
}

const bankSays: Readonly<Record<string, string>> = {
  decline: "Cardul a fost respins. Încearcă alt card.",
  "3ds": "Autentificarea 3-D Secure nu a reușit.",
}

/**
 * Pays with the pressed button's outcome. Returns the bank's sentence when it refuses; the session then stays
 * open.
 */
export function pay(
  { store, webhooks, isTimed }: Pick<Provider, "store" | "webhooks" | "isTimed">,
  session: Session,
  outcome: string,
): string | undefined {
  if (outcome !== "pay" && outcome !== "delay") return bankSays[outcome] ?? "Alege cum plătești."
  session.status = "complete"
  session.paymentStatus = outcome === "pay" ? "paid" : "unpaid"
  session.intentStatus = outcome === "pay" ? "succeeded" : "processing"
  if (outcome === "pay" && isTimed) session.chargedAt ??= Math.floor(Date.now() / 1_000)
  store.keep(session)
  webhooks.send("completed", session)
  return undefined
}
