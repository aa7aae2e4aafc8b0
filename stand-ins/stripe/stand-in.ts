import { type Exchange, type StandIn, startStandIn } from "@/stand-ins/server"
import { answerApi } from "./api"
import { answerControls } from "./controls"
import { createWebhooks } from "./events"
import { answerPayPage } from "./pay"
import { type Provider, refuse } from "./provider"
import { createRefunds } from "./refunds"
import { createSessionStore } from "./sessions"

type Options = {
  readonly port: number
  readonly file?: string
  /**
   * False for tests that set the product's clock: sessions then neither expire nor refuse an `expires_at`.
   */
  readonly isTimed?: boolean
  readonly webhook?: { readonly url: string; readonly secret: string }
}

/**
 * The part of Stripe's HTTP API that Checkout needs: sessions, their pay page, refunds, disputes and signed
 * events. People and tests control it with POST:
 *   /_webhooks[/<session>]/now|late|twice|shuffled|never    how events are delivered
 *   /_pay/<session>/<outcome>?amount=&currency=&order=&chargedAt=  a payment, also one that does not fit
 *   /_settle/<session>/succeed|fail                         the end of a delayed payment
 *   /_refunds/<session>/succeeded|pending|failed|refused    the outcome of the session's next refunds
 *   /_refund/<session>/<amount>                             a refund made in Stripe's dashboard
 *   /_refunded/<session>/succeeded|failed|returned          how its pending refunds end; or all come back
 *   /_dispute/<session>/needs_response|won|lost
 */
export async function startPaymentStandIn({
  port,
  file,
  isTimed = true,
  webhook,
}: Options): Promise<StandIn> {
  const store = createSessionStore({ file, isTimed })
  const webhooks = createWebhooks(webhook)
  const provider = { store, isTimed, webhooks, refunds: createRefunds({ store, webhooks }) }
  const server = await startStandIn({
    port,
    answer: (exchange) => answer(provider, exchange),
    refuse: (response, { status, message }) =>
      refuse(response, { status, type: status === 403 ? "forbidden" : "api_error", message }),
  })
  return {
    url: server.url,
    async close() {
      webhooks.stop()
      await server.close()
    },
  }
}

function answer(provider: Provider, exchange: Exchange) {
  const [, first = ""] = exchange.url.pathname.split("/")
  if (first === "pay") return answerPayPage(provider, exchange)
  if (first.startsWith("_")) return answerControls(provider, exchange)
  return answerApi(provider, exchange)
}
