import type { Page } from "@playwright/test"
import { gatewayStandIn, paymentStandIn } from "@/tests/support/stand-ins"
import { environment } from "./environment"

/** The payment session whose page the browser shows. */
export const sessionOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? ""

export const { setMode: setGateway } = gatewayStandIn(environment.gatewayUrl)

export const { tell: tellProvider } = paymentStandIn(environment.paymentsUrl)
