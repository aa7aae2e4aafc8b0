import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout } from "node:timers/promises"
import { Webhook, WebhookVerificationError } from "standardwebhooks"
import { z } from "zod"
import { bodyOf } from "@/stand-ins/body"
import { type CardStore, createCardStore, gatewayModes } from "./cards"
import { cardsPage } from "./cards-page"

export type GatewayStandIn = { readonly url: string; close(): Promise<void> }

type Options = { readonly port: number; readonly secret: string; readonly file?: string }

/**
 * Stands for the operator's gateway, on 127.0.0.1 only: takes signed commands at POST /commands, each id once, and shows its cards at
 * GET /. Beside it, for people and tests: POST /_mode/acknowledge|refuse|delay|away[/<serial>] for all cards or one, and GET
 * /_cards/<serial> for what a card may decode and which commands it got.
 */
export async function startGatewayStandIn(options: Options): Promise<GatewayStandIn> {
  const store = createCardStore(options.file)
  const webhook = new Webhook(options.secret)
  const server = createServer((request, response) => {
    answer({ store, webhook }, request, response).catch((error: unknown) => {
      if (!response.headersSent) json(response, 500, { error: String(error) })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, "127.0.0.1", resolve)
  })
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The gateway stand-in has no address")
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Gateway = { readonly store: CardStore; readonly webhook: Webhook }

async function answer(gateway: Gateway, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) {
    return json(response, 403, { error: "Loopback only." })
  }
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1")
  const [, first = "", second = "", third] = pathname.split("/")
  const route = `${request.method} /${first}`
  if (route === "POST /commands") return take(gateway, request, response)
  if (route === "GET /") return html(response, cardsPage(gateway.store.all()))
  if (route === "GET /_cards") return json(response, 200, gateway.store.card(second))
  const mode = gatewayModes.find((one) => one === second)
  if (route === "POST /_mode" && mode) {
    gateway.store.setMode(mode, third)
    return json(response, 200, {})
  }
  json(response, 404, { error: "No such path." })
}

const command = z.object({
  command_id: z.uuid(),
  type: z.enum(["grant", "refresh", "revoke"]),
  serial: z.string().regex(/^\d{4,20}$/),
  package_code: z.string().min(1),
  starts_at: z.iso.datetime({ offset: true }),
  ends_at: z.iso.datetime({ offset: true }),
})

/** Longer than anybody waits who watches, shorter than the product's patience. */
const delayMs = 3_000

async function take({ store, webhook }: Gateway, request: IncomingMessage, response: ServerResponse) {
  const body = await bodyOf(request)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  try {
    webhook.verify(body, headers)
  } catch (error) {
    if (error instanceof WebhookVerificationError) return json(response, 401, { error: error.message })
    throw error
  }
  const parsed = command.safeParse(JSON.parse(body))
  if (!parsed.success || parsed.data.command_id !== headers["webhook-id"]) {
    return json(response, 400, { error: "Not a command." })
  }
  const mode = store.modeOf(parsed.data.serial)
  if (mode === "away") return void request.socket.destroy()
  if (mode === "delay") await setTimeout(delayMs)
  if (mode === "refuse")
    return json(response, 422, { error: "The conditional-access system does not know this card." })
  store.apply(parsed.data)
  json(response, 202, { accepted: true })
}

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body))
}

function html(response: ServerResponse, body: string) {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
  })
  response.end(body)
}
