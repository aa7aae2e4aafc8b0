import postgres from "postgres"
import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aBillingProfile, aCustomer } from "@/tests/support/factories/customers"
import type { Random } from "../core/random"
import { catalogueFile } from "./catalogue"
import { days, type World } from "./world"

export const password = "trei cuvinte la întâmplare"
const firstSerial = 20_000_000_000
const customerCount = 10

/** The world before the first day: customers with cards, what the operator had sold before, the catalogue. */
export async function populate(world: World): Promise<void> {
  const random = world.random("population")
  const imported = await importCatalogue(world.app, catalogueFile(world.catalogue), { isDemo: false })
  if (!imported.ok) throw new Error(imported.problems.join("; "))
  let serial = firstSerial
  for (let at = 0; at < customerCount; at += 1) {
    const person = await addPerson(world, at)
    const cards = random.weighted({ "1": 6, "2": 3, "3": 1 })
    for (let card = 0; card < Number(cards); card += 1) {
      serial += 1
      await addCard(world, { serial: String(serial), holder: person })
      soldBefore(world, String(serial), random)
    }
  }
  for (let at = 0; at < 60; at += 1) {
    serial += 1
    await addCard(world, { serial: String(serial) })
    world.spareSerials.push(String(serial))
  }
}

async function addPerson(world: World, at: number) {
  const email = `client${at}@exemplu.ro`
  const store = world.app
  const customer = await aCustomer(store, { email, fullName: `Client ${letters[at]}`, password })
  const profile = await aBillingProfile(store, { customerId: customer.id })
  const now = world.clock.now
  world.mailboxes.set(email, [{ since: now, works: true }])
  world.people.push({
    name: `c${at}`,
    customerId: customer.id,
    profileId: profile.id,
    email,
    addresses: [{ email, since: now }],
    wantsReminders: true,
    remindersSince: now,
  })
  return world.people.at(-1)
}

const letters = ["Ana", "Barbu", "Corina", "Dan", "Elena", "Florin", "Gina", "Horia", "Ioana", "Jan"]

type Card = { readonly serial: string; readonly holder?: World["people"][number] | undefined }

async function addCard(world: World, { serial, holder }: Card): Promise<void> {
  const card = await aSmartcard(world.app, { serial })
  if (holder) await aLink(world.app, { smartcardId: card.id, customerId: holder.customerId })
}

/** Half of the cards have a period that was sold at a counter; the first import brings it in. */
function soldBefore(world: World, serial: string, random: Random): void {
  const [isSold, packageCode, daysLeft] = [random.chance(0.5), "familia", random.between(2, 40)]
  if (!isSold) return
  const until = Math.floor((world.clock.now + days(daysLeft)) / 60_000) * 60_000
  const from = until - days(30)
  world.gateway.openByHand({ id: `counter-${serial}`, type: "grant", serial, packageCode, from, until })
}

/** For looking at the database beside the product. */
export const createLookout = (url: string): postgres.Sql =>
  postgres(url, { max: 1, onnotice: () => {}, types: { bigint: postgres.BigInt } })
