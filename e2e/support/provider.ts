import type { Page } from "@playwright/test"
import { environment } from "./environment"

/** The session whose pay page the browser is on. */
export const sessionOf = (page: Page): string => new URL(page.url()).pathname.split("/").at(-1) ?? ""

/** Has something happen at the payment provider: "_pay/<session>/pay", "_settle/<session>/succeed". */
export async function tellProvider(path: string): Promise<void> {
  const answer = await fetch(`${environment.paymentsUrl}/${path}`, { method: "POST" })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
}
