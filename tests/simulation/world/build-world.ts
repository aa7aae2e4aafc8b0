import postgres from "postgres"
import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import { aLink, aSmartcard } from "@/tests/support/factories/cards"
import { aBillingProfile, aCustomer } from "@/tests/support/factories/customers"
import type { Random } from "../core/random"
import { catalogueFile } from "./catalogue"
import { days, type Person, type World } from "./world"

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

async function addPerson(world: World, at: number): Promise<Person> {
  const email = `client${at}@exemplu.ro`
  const now = world.clock.now
  world.mailboxes.set(email, [{ since: now, works: true }])
  const person = { name: `c${at}`, email, addresses: [], ...(await openAccount(world, email)) }
  noteAddress(person, now)
  world.people.push(person)
  return person
}

async function openAccount({ app, clock }: World, email: string) {
  const customer = await aCustomer(app, { email, fullName: "Client de Probă", password })
  const profile = await aBillingProfile(app, { customerId: customer.id })
  const now = clock.now
  const since = { accountSince: now, remindersSince: now }
  return { customerId: customer.id, profileId: profile.id, wantsReminders: true, ...since }
}

/** Who has closed their account opens another one with the same address. */
export async function openAnotherAccount(world: World, person: Person): Promise<void> {
  Object.assign(person, await openAccount(world, person.email))
  noteAddress(person, world.clock.now)
}

const noteAddress = ({ email, addresses }: Person, since: number) => addresses.push({ email, since })

type Card = { readonly serial: string; readonly holder?: Person }

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
