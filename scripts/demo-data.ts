/**
 * Data for a demonstration, through the product's own code: a catalogue, a registry of cards, and a customer with two of
 * them. Run by `npm start` (DEMO_DATA=1). Repeatable: it leaves what it finds, but makes the customer's four states anew
 * once time has moved them on.
 */
import { closeDb } from "@/db/client"
import { findOfferByCode } from "@/db/queries/catalogue"
import { findCustomerByEmail, insertCustomer } from "@/db/queries/customers"
import { deleteSubscriptionsOn, insertReadySubscription, setDemoPassword } from "@/db/queries/demo"
import { findSmartcard } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { app as realApp } from "@/lib/app-context"
import { hashPassword } from "@/lib/auth/password"
import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import type { CustomerId, OfferId, PackageId, SmartcardId } from "@/lib/domain/ids/brand"
import type { ImportLine } from "@/lib/domain/import-result"
import { parseSerial } from "@/lib/domain/packages/serial"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { addDays, bucharestDate, bucharestInstant } from "@/lib/domain/time/civil-date"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { currentTermsVersion } from "@/lib/domain/words/terms"
import { env } from "@/lib/env"
import { importSmartcards } from "@/lib/smartcards/import-smartcards"
import { linkSmartcard } from "@/lib/smartcards/link-smartcard"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { importSubscriptions } from "@/lib/subscriptions/import-subscriptions"

/** Made up, channels included: shown with a word that says so. */
const catalogue = {
  packages: [
    {
      code: "familia",
      name: "Familia",
      description: "Filme, știri, sport, desene animate și documentare pentru toată casa.",
      channels: [
        "Demo 1",
        "Demo 2",
        "Demo Știri",
        "Demo Film",
        "Demo Serial",
        "Demo Sport",
        "Demo Copii",
        "Demo Desene",
        "Demo Natură",
        "Demo Istorie",
        "Demo Muzică",
        "Demo Gust",
      ],
      offers: [
        { code: "familia-1", months: 1, priceBani: 4_400 },
        { code: "familia-3", months: 3, priceBani: 12_900 },
        { code: "familia-6", months: 6, priceBani: 24_900 },
        { code: "familia-12", months: 12, priceBani: 47_500 },
      ],
    },
    {
      code: "sport-extra",
      name: "Sport Extra",
      description: "Meciuri în direct și reluări, pe canale numai de sport.",
      channels: ["Demo Sport 2", "Demo Sport 3", "Demo Tenis", "Demo Motor"],
      offers: [
        { code: "sport-extra-1", months: 1, priceBani: 2_500 },
        { code: "sport-extra-3", months: 3, priceBani: 6_900 },
      ],
    },
    {
      code: "film-extra",
      name: "Film Extra",
      description: "Filme și seriale fără pauze de publicitate.",
      channels: ["Demo Cinema", "Demo Cinema 2", "Demo Clasic"],
      offers: [
        { code: "film-extra-1", months: 1, priceBani: 2_900 },
        { code: "film-extra-3", months: 3, priceBani: 7_900 },
      ],
    },
  ],
}

const length = env().SERIAL_LENGTH
const options = { skipBad: false, serialLength: length, onBadLine: () => {} }
const demoAddress = "demo@focussat.example"
const serialOf = (range: string, index: number) => range + String(index).padStart(length - range.length, "0")

const livingRoom = { serial: serialOf("012", 34_567_890 % 10 ** (length - 3)), label: "TV living" }
const countryHouse = { serial: serialOf("012", 98_765_432 % 10 ** (length - 3)), label: "Casa de la țară" }

/** Cards that nobody holds yet, for whoever tries the product: see the README. */
const freeCards = Array.from({ length: 200 }, (_, index) => serialOf("02", index + 1))
const blockedCard = serialOf("02", 999)

await load(realApp(), process.env.DEMO_PASSWORD ?? "")
await closeDb(realApp().db)

async function load(app: App, password: string): Promise<void> {
  if (password === "") throw new Error("DEMO_PASSWORD is not set")
  const sold = await storeCatalogue(app)
  await storeRegistry(app)
  const customerId = await storeCustomer(app, password)
  for (const card of [livingRoom, countryHouse]) {
    const client = { ip: null, userAgent: "", deviceHash: null }
    await linkSmartcard(app, { customerId, serial: serial(card.serial), label: card.label, client })
  }
  await storeFreeSubscriptions(app)
  if (!(await showsFourStates(app, customerId))) await storeFourStates(app, customerId, sold)
}

async function storeCatalogue(app: App): Promise<Map<string, { packageId: PackageId; offerId: OfferId }>> {
  const imported = await importCatalogue(app, catalogue, { isDemo: true })
  if (!imported.ok) throw new Error(imported.problems.join("; "))
  const sold = new Map<string, { packageId: PackageId; offerId: OfferId }>()
  for (const { code } of catalogue.packages.flatMap(({ offers }) => offers)) {
    const offer = await findOfferByCode(app.db, code)
    if (offer) sold.set(code, offer)
  }
  return sold
}

async function storeRegistry(app: App): Promise<void> {
  const inService = [livingRoom.serial, countryHouse.serial, ...freeCards]
  const rows = [
    ...inService.map((one) => ({ serial: one, status: "in_service" })),
    { serial: blockedCard, status: "blocked" },
  ]
  await importSmartcards(app, linesOf(rows), options)
}

async function storeCustomer(app: App, password: string): Promise<CustomerId> {
  const email = parseEmailAddress(demoAddress)
  const hashed = await hashPassword(password)
  if (!email || !hashed.ok) throw new Error("The demo customer cannot be made")
  const found = await findCustomerByEmail(app.db, email)
  if (found) {
    await setDemoPassword(app.db, found.id, hashed.value)
    return found.id
  }
  const profile = { email, passwordHash: hashed.value, fullName: "Ana Popescu", phone: "+40722123456" }
  const terms = { termsVersion: currentTermsVersion, termsAcceptedAt: app.now() }
  const id = await insertCustomer(app.db, { ...profile, ...terms }, app.now())
  if (!id) throw new Error("The demo customer was not stored")
  return id
}

/** Every second free card has a package that ends in four days, so that a newcomer sees one as soon as they add it. */
async function storeFreeSubscriptions(app: App): Promise<void> {
  const first = await findSmartcard(app.db, serial(freeCards[0] ?? ""))
  if (!first) throw new Error("The demo registry was not stored")
  const rows = freeCards
    .filter((_, index) => index % 2 === 0)
    .map((one) => period(app, one, "familia", { fromDays: -26, toDays: 4 }))
  // Where an earlier start left a period that still runs, the new one would overlap: that card keeps its own.
  await importSubscriptions(app, linesOf(rows), { ...options, skipBad: true })
}

async function showsFourStates(app: App, customerId: CustomerId): Promise<boolean> {
  const { cards } = await accountOverview(app, customerId)
  const states = cards.flatMap((card) => card.packages.map(({ state }) => state.kind))
  return (["active", "expiring", "expired", "ready"] as const).every((kind) => states.includes(kind))
}

async function storeFourStates(
  app: App,
  customerId: CustomerId,
  sold: Map<string, { packageId: PackageId; offerId: OfferId }>,
): Promise<void> {
  const living = await cardId(app, livingRoom.serial)
  const sport = sold.get("sport-extra-3")
  if (!sport) throw new Error("The demo catalogue was not stored")
  await deleteSubscriptionsOn(app.db, [living, await cardId(app, countryHouse.serial)])
  const rows = [
    period(app, livingRoom.serial, "familia", { fromDays: -26, toDays: 4 }),
    period(app, countryHouse.serial, "familia", { fromDays: -10, toDays: 173 }),
    period(app, countryHouse.serial, "film-extra", { fromDays: -40, toDays: -9 }),
  ]
  // Where something that was bought runs there, it stays and the line is left out.
  await importSubscriptions(app, linesOf(rows), { ...options, skipBad: true })
  await insertReadySubscription(
    app.db,
    { smartcardId: living, customerId, ...sport },
    later(app.now(), -3 * dayMs),
  )
}

async function cardId(app: App, text: string): Promise<SmartcardId> {
  const found = await findSmartcard(app.db, serial(text))
  if (!found) throw new Error(`The demo card ${text} was not stored`)
  return found.id
}

/** From noon to noon, in days from today. */
function period(
  app: App,
  card: string,
  packageCode: string,
  { fromDays, toDays }: { fromDays: number; toDays: number },
) {
  const noon = (days: number) =>
    bucharestInstant(addDays(bucharestDate(app.now()), days), dayMs / 2).toISOString()
  return { serial: card, package_code: packageCode, starts_at: noon(fromDays), ends_at: noon(toDays) }
}

function serial(text: string) {
  const parsed = parseSerial(text, length)
  if (!parsed) throw new Error(`Not a serial: ${text}`)
  return parsed
}

async function* linesOf<Column extends string>(
  rows: readonly Record<Column, string>[],
): AsyncGenerator<ImportLine<Column>> {
  for (const [index, columns] of rows.entries()) yield { line: index + 2, columns }
}
