import { setTimeout } from "node:timers/promises"
import { Webhook, WebhookVerificationError } from "standardwebhooks"
import { z } from "zod"
import { type Exchange, html, json, type StandIn, startStandIn } from "@/stand-ins/server"
import { type CardStore, createCardStore, gatewayModes } from "./cards"
import { cardsPage } from "./cards-page"

type Options = { readonly port: number; readonly secret: string; readonly file?: string }
type Gateway = { readonly store: CardStore; readonly webhook: Webhook }

/**
 * The operator's gateway: takes signed commands at POST /commands, each id once, and shows its cards at GET
 * /. People and tests control it with POST /_mode/acknowledge|refuse|delay|away[/<serial>], for all cards or
 * for one, and read what a card may decode and which commands it got with GET /_cards/<serial>.
 */
export function startGatewayStandIn({ port, secret, file }: Options): Promise<StandIn> {
  const gateway = { store: createCardStore(file), webhook: new Webhook(secret) }
  return startStandIn({
    port,
    answer: (exchange) => answer(gateway, exchange),
    refuse: (response, { status, message }) => json(response, { error: message }, { status }),
  })
}

async function answer(gateway: Gateway, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const [, first = "", second = "", third] = url.pathname.split("/")
  const route = `${request.method} /${first}`
  if (route === "POST /commands") return take(gateway, exchange)
  if (route === "GET /") return html(response, cardsPage(gateway.store.all()))
  if (route === "GET /_cards") return json(response, gateway.store.card(second))
  const mode = gatewayModes.find((one) => one === second)
  if (route === "POST /_mode" && mode) {
    gateway.store.setMode(mode, third)
    return json(response, {})
  }
  json(response, { error: "No such path." }, { status: 404 })
}

const command = z.object({
  command_id: z.uuid(),
  type: z.enum(["grant", "refresh", "revoke"]),
  serial: z.string().regex(/^\d{4,20}$/),
  package_code: z.string().min(1),
  starts_at: z.iso.datetime({ offset: true }),
  ends_at: z.iso.datetime({ offset: true }),
})

/** Long enough to see on the screen, shorter than the product's time limit for the gateway. */
const delayMs = 3_000

async function take({ store, webhook }: Gateway, { request, response, body }: Exchange) {
  const text = await body()
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  try {
    webhook.verify(text, headers)
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    return json(response, { error: error.message }, { status: 401 })
  }
  const parsed = command.safeParse(JSON.parse(text))
  if (!parsed.success || parsed.data.command_id !== headers["webhook-id"]) {
    return json(response, { error: "Not a command." }, { status: 400 })
  }
  const mode = store.modeOf(parsed.data.serial)
  if (mode === "away") return void request.socket.destroy()
  if (mode === "delay") await setTimeout(delayMs)
  if (mode === "refuse") {
    const error = "The conditional-access system does not know this card."
    return json(response, { error }, { status: 422 })
  }
  store.apply(parsed.data)
  json(response, { accepted: true }, { status: 202 })
}
