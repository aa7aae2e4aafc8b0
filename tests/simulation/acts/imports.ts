import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import type { BadLine } from "@/lib/domain/import-result"
import { importSmartcards } from "@/lib/smartcards/import-smartcards"
import { importSubscriptions } from "@/lib/subscriptions/import-subscriptions"
import { openPeriods } from "../vendors/gateway-export"
import type { CarriedOut } from "../vendors/gateway-model"
import { spansAfter } from "../vendors/intervals"
import { catalogueFile } from "../world/catalogue"
import { breakPromise, days, type Handler, type World } from "../world/world"

/** A file's first line names its columns. */
const firstLine = 2

type Columns = Readonly<Record<string, string>>

async function* linesOf<Line extends Columns>(rows: readonly Line[]) {
  for (const [at, columns] of rows.entries()) yield { line: at + firstLine, columns }
}

/**
 * Last night's export of the conditional-access system: what is open on which card, by its own books. What a
 * counter sold beside something else is refused, and the counter takes it back: the customer bought it online
 * before that night, or a period that was closed for hours beside another's end looked free.
 */
export const importPeriods: Handler = async ({ world }) => {
  const first = await importExport(world)
  const soldTwice = first.refused.filter(
    ({ opening, reason }) => opening.id.startsWith("counter-") && /order|in the file/.test(reason),
  )
  for (const { opening } of soldTwice) world.gateway.takeOffBooks(opening.id)
  const last = soldTwice.length > 0 ? await importExport(world) : first
  const [refusal] = last.refused
  if (refusal) breakPromise(world, "import-accepted", `refused: ${refusal.reason}`)
  const counts = `${last.read} read, ${last.inserted} new`
  return refusal ? `refused: ${refusal.reason}` : soldTwice.length > 0 ? `${counts}, sold twice` : counts
}

async function importExport(world: World) {
  const bad: BadLine[] = []
  const options = { skipBad: false, serialLength: 11, onBadLine: (line: BadLine) => bad.push(line) }
  const openings = periodsAtGateway(world)
  const { read, inserted } = await importSubscriptions(world.app, linesOf(openings.map(lineOf)), options)
  const refused = bad.flatMap(({ line, reason }) => {
    const opening = openings[line - firstLine]
    return opening ? [{ opening, reason }] : []
  })
  return { read, inserted, refused }
}

/** The periods that are open; those of the last days included. Of one instant, the longest. */
function periodsAtGateway({ gateway, clock }: World) {
  const rows = new Map<string, CarriedOut>()
  for (const opening of openPeriods(gateway, clock.now - days(2))) {
    const key = `${opening.serial} ${opening.packageCode} ${opening.from}`
    if (opening.until > (rows.get(key)?.until ?? 0)) rows.set(key, opening)
  }
  return [...rows.values()]
}

const lineOf = (opening: CarriedOut) => ({
  serial: opening.serial,
  package_code: opening.packageCode,
  starts_at: new Date(opening.from).toISOString(),
  ends_at: new Date(opening.until).toISOString(),
})

/**
 * A period that was sold at a counter: opened at the gateway, and in the next export. Only for cards that buy
 * nothing online: selling one span in both places is a conflict that people have to decide.
 */
export const sellAtCounter: Handler = async ({ world, act, random }) => {
  const rows = await world.sql<
    { serial: string }[]
  >`select serial from smartcards k where status = 'in_service'
    and exists (select from smartcard_links l where l.smartcard_id = k.id)
    and not exists (select from order_lines l where l.smartcard_id = k.id) order by serial`
  const serial = random.pick(rows)?.serial
  if (!serial) return "no card"
  const packageCode = random.weighted({ familia: 3, sport: 1 })
  const open = spansAfter(world.gateway.openOn(serial, packageCode), world.clock.now)
  const from = Math.max(world.clock.now, ...open.map(({ until }) => until))
  if (from > world.clock.now + days(20)) return "runs long enough"
  const until = from + days(30)
  const id = `counter-${act.id}`
  world.gateway.openByHand({ id, type: "grant", serial, packageCode, from, until })
  return `${packageCode} on ${serial}`
}

/** The registry of cards: some are blocked, and come back. */
export const blockCard: Handler = async ({ world, random, follow }) => {
  const rows = await world.sql<{ serial: string }[]>`select serial from smartcards where status = 'in_service'
    order by serial`
  const serial = random.pick(rows)?.serial
  if (!serial) return "no card"
  follow({ kind: "unblock-card", afterMs: days(0.5 + 6 * random.next()), about: { serial } })
  return registerCard(world, serial, "blocked")
}

export const unblockCard: Handler = async ({ world, act }) => {
  const serial = act.about["serial"] ?? ""
  return world.brokenCards.has(serial) ? "broken" : registerCard(world, serial, "in_service")
}

async function registerCard(world: World, serial: string, status: "blocked" | "in_service"): Promise<string> {
  const options = { skipBad: false, serialLength: 11, onBadLine: () => {} }
  const counts = await importSmartcards(
    world.app,
    linesOf([{ serial, status, activation_code: "" }]),
    options,
  )
  return `${serial} ${status}: ${counts.updated}`
}

export const changePrices: Handler = async ({ world, random }) => {
  const code = random.pick([...world.catalogue.prices.keys()]) ?? ""
  const price = world.catalogue.prices.get(code) ?? 0
  world.catalogue.prices.set(code, Math.max(1_000, price + 100 * random.between(-5, 6)))
  return importNow(world)
}

/** The law changes the rate from a day in a week or two. */
export const changeVat: Handler = async ({ world, random }) => {
  const last = world.catalogue.rates.at(-1)
  const at = new Date(world.clock.now + days(random.between(3, 14)))
  const day = at.toISOString().slice(0, 10)
  if (!last || last.day >= day) return "no change"
  const basisPoints = last.basisPoints === 2_100 ? 1_900 : 2_100
  world.catalogue.rates.push({ from: midnightInBucharest(day), day, basisPoints })
  return importNow(world)
}

async function importNow(world: World): Promise<string> {
  const imported = await importCatalogue(world.app, catalogueFile(world.catalogue), { isDemo: false })
  return imported.ok ? `${imported.offers} offers` : "refused"
}

/** The offset is found by asking what the clock in Bucharest shows at midnight of the machine's zone. */
function midnightInBucharest(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const shown = new Date(midnight).toLocaleString("en-GB", { timeZone: "Europe/Bucharest", hour: "2-digit" })
  return midnight - Number(shown) * 3_600_000
}
