import type { Page } from "@playwright/test"
import { environment } from "./environment"

/** The session whose pay page the browser is on. */
export const sessionOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? ""

/** How the operator's gateway answers commands for a card from now on. */
export async function setGateway(
  mode: "acknowledge" | "refuse" | "delay" | "away",
  serial: string,
): Promise<void> {
  const answer = await fetch(`${environment.gatewayUrl}/_mode/${mode}/${serial}`, { method: "POST" })
  if (!answer.ok) throw new Error(`The gateway answered ${answer.status}`)
}

/** Has something happen at the payment provider: "_pay/<session>/pay", "_settle/<session>/succeed". */
export async function tellProvider(path: string): Promise<void> {
  const answer = await fetch(`${environment.paymentsUrl}/${path}`, { method: "POST" })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
}
