import "server-only"
import { createHash } from "node:crypto"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { smartcardsOnPage } from "@/lib/domain/packages/smartcard-limits"
import { pageOf } from "@/lib/domain/pages"
import { bucharestDate, type CivilDate } from "@/lib/domain/time/civil-date"
import { foldedText } from "@/lib/domain/words/folded-text"
import { type AccountOverview, accountOverview, type CardOverview } from "./account-overview"
import { type PackageRow, packageRows } from "./account-rows"
import { needsRenewal, type Todo, todosOf } from "./account-todo"

/** What a card needs; sections stand in this order. */
const needs = ["renew", "activate", "runs", "none"] as const
export type CardNeed = (typeof needs)[number]

export type CardOnPage = Omit<CardOverview, "packages"> & {
  readonly rows: readonly PackageRow[]
  readonly need: CardNeed
}

export type CardSection = {
  /** "all": few cards, in their own order. */
  readonly need: CardNeed | "all"
  /** On all pages. */
  readonly count: number
  readonly isClosed: boolean
  readonly cards: readonly CardOnPage[]
}

/** What `/cont` shows: one page of the cards, and what there is to do on any of them. */
export type AccountPage = Pick<AccountOverview, "unplaced"> & {
  readonly today: CivilDate
  /** The most pressing ones. */
  readonly todos: readonly Todo[]
  /** How many things there are to do; a payment in verification is none. */
  readonly thingsToDo: number
  /** The earliest end of what runs and needs nothing; null where nothing else runs. */
  readonly restRunsUntil: CivilDate | null
  /** Cards without a package that runs, waits or ended lately. */
  readonly emptyCards: number
  readonly sections: readonly CardSection[]
  readonly page: number
  readonly pages: number
  /** On all pages, found or not. */
  readonly cardCount: number
  /** What the open page compares with, to know whether it is still current. */
  readonly watched: { readonly state: string; readonly isPending: boolean }
}

/** From this many cards on they stand in sections by need. */
const sectionsFrom = 3
/** From this many cards on what needs nothing is folded, and a search field stands above. */
export const searchFrom = 8

/** One with a button, and two as links. */
const todosShown = 3

type AccountPageOptions = {
  readonly customerId: CustomerId
  readonly page: number
  /** Part of a card's name or its last digits; empty: every card. */
  readonly search?: string
  /** In the cards' own order and in one section. */
  readonly isPlain?: boolean
}

export async function accountPage(app: App, options: AccountPageOptions): Promise<AccountPage> {
  const overview = await accountOverview(app, options.customerId)
  const today = bucharestDate(app.now())
  const cards = overview.cards.map((card) => onPage(card, today))
  const { unplaced } = overview
  const todos = todosOf(overview, today)
  const view = {
    ...{ today, unplaced, todos: todos.slice(0, todosShown), thingsToDo: thingsIn(todos) },
    restRunsUntil: restRunsUntil(cards),
    emptyCards: cards.filter(({ need, orders }) => need === "none" && orders.length === 0).length,
    ...sectionsOf(cards, options),
    cardCount: cards.length,
  }
  return { ...view, watched: { state: fingerprint(view), isPending: cards.some(isActivating) } }
}

const thingsIn = (todos: readonly Todo[]) =>
  todos.reduce((sum, todo) => {
    if (todo.kind === "renew") return sum + todo.count
    return todo.kind === "choose" || (todo.kind === "order" && todo.order.isInReview) ? sum : sum + 1
  }, 0)

function onPage({ packages, ...card }: CardOverview, today: CivilDate): CardOnPage {
  const rows = packageRows({ ...card, packages })
  return { ...card, rows, need: needOf(rows, today) }
}

function needOf(rows: readonly PackageRow[], today: CivilDate): CardNeed {
  if (needsRenewal(rows, today)) return "renew"
  const isMoving = ({ current, waiting }: PackageRow) =>
    waiting.length > 0 || current?.state.kind === "activating" || Boolean(current?.signalUntil)
  if (rows.some(isMoving)) return "activate"
  return rows.some(({ current, queued }) => current || queued.length > 0) ? "runs" : "none"
}

const isActivating = ({ rows }: CardOnPage) =>
  rows.some(({ current }) => current?.state.kind === "activating")

function restRunsUntil(cards: readonly CardOnPage[]): CivilDate | null {
  const ends = cards.flatMap(({ rows }) =>
    rows.flatMap(({ current, runsUntil, waiting }) => {
      const isDue = current?.state.kind === "expiring" && current.renewOfferCode !== null
      return runsUntil && waiting.length === 0 && !isDue ? runsUntil : []
    }),
  )
  return ends.sort()[0] ?? null
}

/** One page of the cards that match, by need where they are many. */
function sectionsOf(
  cards: readonly CardOnPage[],
  { page: asked, search = "", isPlain = false }: AccountPageOptions,
): Pick<AccountPage, "sections" | "page" | "pages"> {
  const found = search ? cards.filter((card) => cardMatches(card, search)) : cards
  const isGrouped = !isPlain && cards.length >= sectionsFrom
  const sorted = isGrouped ? [...found].sort((a, b) => rankOf(a) - rankOf(b)) : found
  const { items, page, pages } = pageOf(sorted, asked, smartcardsOnPage)
  if (!isGrouped)
    return { page, pages, sections: [{ need: "all", count: found.length, isClosed: false, cards: items }] }
  const sections = needs.flatMap((need) => {
    const ofNeed = items.filter((card) => card.need === need)
    const count = found.filter((card) => card.need === need).length
    return ofNeed.length > 0 ? [{ need, count, cards: ofNeed }] : []
  })
  const mayClose = cards.length >= searchFrom && !search && sections.length > 1
  const isQuiet = (need: CardNeed) => need === "runs" || need === "none"
  return {
    page,
    pages,
    sections: sections.map((one) => ({ ...one, isClosed: mayClose && isQuiet(one.need) })),
  }
}

/** By need, and what ends first before what ends later. */
function rankOf({ need, rows }: CardOnPage): number {
  const days = rows.map(({ current }) => (current?.state.kind === "expiring" ? current.state.daysLeft : 10))
  return needs.indexOf(need) * 100 + Math.min(20, ...days)
}

/** By name without diacritics, or by the digits with which the serial ends. */
export function cardMatches(
  { name, serial }: Pick<CardOverview, "name" | "serial">,
  search: string,
): boolean {
  const digits = search.replace(/\D/g, "")
  const isNumber = digits.length > 0 && /^[\d\s-]+$/.test(search)
  return (
    foldedText(name).includes(foldedText(search)) || (isNumber && serial.replace(/\D/g, "").endsWith(digits))
  )
}

const fingerprint = (view: unknown) =>
  createHash("sha256").update(JSON.stringify(view)).digest("base64url").slice(0, 22)
