import "server-only"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { smartcardsOnPage } from "@/lib/domain/packages/smartcard-limits"
import { pageOf } from "@/lib/domain/pages"
import {
  type AccountOverview,
  accountOverview,
  type CardOverview,
  type PackageOverview,
} from "./account-overview"

/** What `/cont` shows: one page of the cards, and what is urgent on any of them. */
export type AccountPage = AccountOverview & {
  readonly page: number
  readonly pages: number
  /** On all pages. */
  readonly cardCount: number
  readonly packageCount: number
}

type AccountPageOptions = { readonly customerId: CustomerId; readonly page: number }

/** Where one page is not enough, the cards that need something stand first. */
export async function accountPage(
  app: App,
  { customerId, page: asked }: AccountPageOptions,
): Promise<AccountPage> {
  const overview = await accountOverview(app, customerId)
  const { cards } = overview
  const sorted = cards.length > smartcardsOnPage ? [...cards].sort((a, b) => rankOf(a) - rankOf(b)) : cards
  const { items, page, pages, total } = pageOf(sorted, asked, smartcardsOnPage)
  const packageCount = cards.reduce((sum, { packages }) => sum + packages.length, 0)
  return { ...overview, cards: items, page, pages, cardCount: total, packageCount }
}

const rankOf = ({ packages }: CardOverview) => Math.min(restful, ...packages.map(urgencyOf))

const restful = 100

/** What ends first, then what is on its way, what waits for a click and what has ended. */
function urgencyOf({ state }: PackageOverview): number {
  if (state.kind === "expiring") return state.daysLeft
  if (state.kind === "activating") return 10
  if (state.kind === "ready") return 11
  return state.kind === "expired" ? 12 : restful
}
