/**
 * Loads the demonstration through the product's own code: a catalogue, a registry of cards, and a customer
 * with two of them. Run by `npm start` (DEMO_DATA=1). Repeatable: existing rows stay; the customer's four
 * subscriptions are made again once one of the four states is no longer shown.
 */

import { findOfferByCode } from "@/db/queries/catalogue"
import { findCustomerByEmail, insertCustomer, setPasswordHash } from "@/db/queries/customers"
import { findSmartcard } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { closeApp, app as realApp } from "@/lib/app-context"
import { hashPassword } from "@/lib/auth/password"
import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import type { CustomerId, OfferId, PackageId, SmartcardId } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { parseOperatorName } from "@/lib/domain/people/operator-name"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { currentTermsVersion } from "@/lib/domain/words/terms"
import { importSmartcards } from "@/lib/smartcards/import-smartcards"
import { linkSmartcard } from "@/lib/smartcards/link-smartcard"
import { accountOverview } from "@/lib/subscriptions/account-overview"
import { importSubscriptions } from "@/lib/subscriptions/import-subscriptions"
import { blockedCard, countryHouse, freeCards, linesOf, livingRoom, options, period, serial } from "./cards"
import { demoCatalogue } from "./catalogue"
import { deleteImportedSubscriptions, insertReadySubscription } from "./statements"

const demoAddress = "demo@focussat.example"

const operatorName = parseOperatorName("demo data") ?? undefined
await load({ ...realApp(), operatorName }, process.env.DEMO_PASSWORD ?? "")
await closeApp(realApp())

async function load(app: App, password: string): Promise<void> {
  if (password === "") throw new Error("DEMO_PASSWORD is not set")
  const sold = await storeCatalogue(app)
  await storeRegistry(app)
  const customerId = await storeCustomer(app, password)
  for (const card of [livingRoom, countryHouse]) {
    const client = { ip: null, userAgent: "", deviceHashes: [], signUpHashes: [] }
    await linkSmartcard(app, {
      customerId,
      serial: serial(card.serial),
      label: card.label,
      client,
      proof: { kind: "none" },
    })
  }
  await storeFreeSubscriptions(app)
  if (!(await showsFourStates(app, customerId))) await storeFourStates(app, { customerId, sold })
}

type SoldOffers = Map<string, { packageId: PackageId; offerId: OfferId }>

async function storeCatalogue(app: App): Promise<SoldOffers> {
  const imported = await importCatalogue(app, demoCatalogue, { isDemo: true })
  if (!imported.ok) throw new Error(imported.problems.join("; "))
  const sold = new Map<string, { packageId: PackageId; offerId: OfferId }>()
  for (const { code } of demoCatalogue.packages.flatMap(({ offers }) => offers)) {
    const offer = await findOfferByCode(app.db, code)
    if (offer) sold.set(code, offer)
  }
  return sold
}

async function storeRegistry(app: App): Promise<void> {
  const inService = [livingRoom.serial, countryHouse.serial, ...freeCards]
  const rows = [
    ...inService.map((one) => ({ serial: one, status: "in_service", activation_code: "" })),
    { serial: blockedCard, status: "blocked", activation_code: "" },
  ]
  await importSmartcards(app, linesOf(rows), options)
}

async function storeCustomer(app: App, password: string): Promise<CustomerId> {
  const email = parseEmailAddress(demoAddress)
  const hashed = await hashPassword("stranger", password)
  if (!email || !hashed.ok) throw new Error("The demo customer cannot be made")
  const found = await findCustomerByEmail(app.db, email)
  if (found) {
    await setPasswordHash(app.db, found.id, hashed.value)
    return found.id
  }
  const profile = { email, passwordHash: hashed.value, fullName: "Ana Popescu", phone: "+40722123456" }
  const terms = { termsVersion: currentTermsVersion, termsAcceptedAt: app.now() }
  const id = await insertCustomer(app.db, { ...profile, ...terms }, app.now())
  if (!id) throw new Error("The demo customer was not stored")
  return id
}

/** Every second free card has a package that ends in four days: a newcomer sees it after adding the card. */
async function storeFreeSubscriptions(app: App): Promise<void> {
  const first = await findSmartcard(app.db, serial(freeCards[0] ?? ""))
  if (!first) throw new Error("The demo registry was not stored")
  const rows = freeCards
    .filter((_, index) => index % 2 === 0)
    .map((one) => period(app, { card: one, packageCode: "familia", fromDays: -26, toDays: 4 }))
  // A period left by an earlier start would overlap: that card keeps it, and its line is skipped.
  await importSubscriptions(app, linesOf(rows), { ...options, skipBad: true })
}

async function showsFourStates(app: App, customerId: CustomerId): Promise<boolean> {
  const { cards } = await accountOverview(app, customerId)
  const states = cards.flatMap((card) => card.packages.map(({ state }) => state.kind))
  return (["active", "expiring", "expired", "ready"] as const).every((kind) => states.includes(kind))
}

async function storeFourStates(
  app: App,
  { customerId, sold }: { readonly customerId: CustomerId; readonly sold: SoldOffers },
): Promise<void> {
  const living = await cardId(app, livingRoom.serial)
  const sport = sold.get("sport-extra-3")
  if (!sport) throw new Error("The demo catalogue was not stored")
  await deleteImportedSubscriptions(app.db, [living, await cardId(app, countryHouse.serial)])
  const rows = [
    period(app, { card: livingRoom.serial, packageCode: "familia", fromDays: -26, toDays: 4 }),
    period(app, { card: countryHouse.serial, packageCode: "familia", fromDays: -10, toDays: 173 }),
    period(app, { card: countryHouse.serial, packageCode: "film-extra", fromDays: -40, toDays: -9 }),
  ]
  // A bought period that runs there stays, and its line is skipped.
  await importSubscriptions(app, linesOf(rows), { ...options, skipBad: true })
  const ready = { smartcardId: living, customerId, ...sport }
  await insertReadySubscription(app.db, ready, later(app.now(), -3 * dayMs))
}

async function cardId(app: App, text: string): Promise<SmartcardId> {
  const found = await findSmartcard(app.db, serial(text))
  if (!found) throw new Error(`The demo card ${text} was not stored`)
  return found.id
}
