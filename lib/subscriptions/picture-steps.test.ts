import { expect, test } from "vitest"
import type { SubscriptionState } from "@/lib/domain/packages/subscription-state"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import type { CardOverview, OpenOrder, PackageOverview } from "./account-overview"
import { pictureSteps } from "./picture-steps"

const day = (text: string) => `2026-${text}` as CivilDate

const states = {
  ready: { kind: "ready" },
  activating: { kind: "activating", lastDay: day("12-23") },
  active: { kind: "active", lastDay: day("12-23"), daysLeft: 30 },
  expiring: { kind: "expiring", lastDay: day("11-24"), daysLeft: 1 },
  scheduled: { kind: "scheduled", firstDay: day("11-30"), lastDay: day("12-30") },
  expired: { kind: "expired", lastDay: day("11-20") },
} satisfies Record<string, SubscriptionState>

/** A period of a package that the customer bought; "ready" starts at once with a click. */
function period(kind: keyof typeof states, more: Partial<PackageOverview> = {}): PackageOverview {
  const code = more.code ?? "familia"
  const preview = { firstDay: null, lastDay: day("12-23"), seenStartsAt: "", asksExpress: true }
  return {
    ...{ id: `${code}-${kind}`, code, name: code === "familia" ? "Familia" : "Sport Extra" },
    ...{ state: states[kind], percentLeft: null, boughtOn: day("11-01"), months: 1, priceBani: 4_400 },
    renewOfferCode: kind === "expired" ? "familia-1" : null,
    activation: kind === "ready" ? preview : null,
    ...{ isLate: false, wasRefused: false, signalUntil: null, isSignalAgain: false },
    ...more,
  }
}

const order = (...packageCodes: string[]): OpenOrder => {
  return { id: "order", number: 12, totalBani: 4_400, isInReview: false, packageCodes }
}

const card = (packages: PackageOverview[], more: Partial<CardOverview> = {}): CardOverview => ({
  ...{ linkId: "link", name: "TV 1", label: "TV 1", serial: "012 3456 7890", isBlocked: false },
  ...{ packages, orders: [], ...more },
})

const queued = {
  firstDay: day("12-24"),
  lastDay: day("01-24"),
  seenStartsAt: "2026-12-24",
  asksExpress: true,
}
const signalUntil = "2026-11-23T09:20:00.000Z"
const sport = { code: "sport" }

const table: [string, CardOverview, string[]][] = [
  ["nothing was ever on it", card([]), ["choose"]],
  ["paid and not activated", card([period("ready")]), ["activate"]],
  [
    "paid and not activated, another runs",
    card([period("ready"), period("active", sport)]),
    ["activate", "decoder"],
  ],
  [
    "the next month waits behind what runs",
    card([period("active"), period("ready", { activation: queued })]),
    ["decoder"],
  ],
  ["the gateway has not answered", card([period("activating")]), ["activating"]],
  ["the signal is under way", card([period("active", { signalUntil })]), ["signal", "decoder"]],
  ["active", card([period("active")]), ["decoder"]],
  ["expires tomorrow", card([period("expiring")]), ["decoder"]],
  ["begins next week", card([period("scheduled")]), ["starts"]],
  ["follows what runs", card([period("active"), period("scheduled")]), ["decoder"]],
  ["ended", card([period("expired")]), ["ended"]],
  ["one ended, another runs", card([period("expired"), period("active", sport)]), ["decoder", "ended"]],
  ["ended and being paid", card([period("expired")], { orders: [order("familia")] }), ["order"]],
  ["being paid for the first time", card([], { orders: [order("familia")] }), ["order"]],
  ["what runs is being renewed", card([period("expiring")], { orders: [order("familia")] }), ["decoder"]],
  [
    "what runs is being renewed with another",
    card([period("expiring")], { orders: [order("familia", "sport")] }),
    ["order", "decoder"],
  ],
  [
    "one paid, another being paid",
    card([period("ready")], { orders: [order("sport")] }),
    ["activate", "order"],
  ],
  [
    "blocked, with a package that runs",
    card([period("ready"), period("active", sport)], { isBlocked: true, orders: [order("sport")] }),
    ["blocked"],
  ],
]

test.each(table)("%s: what helps, the first thing first", (_state, of, kinds) => {
  expect(pictureSteps(of).map(({ kind }) => kind)).toEqual(kinds)
})

test("of several ended packages the last one comes first, with its renewal where it is on sale", () => {
  const later = { ...sport, state: { kind: "expired", lastDay: day("11-22") }, renewOfferCode: null } as const
  expect(pictureSteps(card([period("expired"), period("expired", later)]))).toMatchObject([
    { kind: "ended", name: "Sport Extra", lastDay: "2026-11-22", sale: null },
    { kind: "ended", name: "Familia", sale: { linkId: "link", offerCode: "familia-1", priceBani: 4_400 } },
  ])
})

test("an activation of what another bought has no page of this customer's", () => {
  expect(pictureSteps(card([period("activating", { boughtOn: null })]))).toMatchObject([{ id: null }])
  expect(pictureSteps(card([period("activating")]))).toMatchObject([{ id: "familia-activating" }])
})
