import { and, eq } from "drizzle-orm"
import { expect, test } from "vitest"
import { billingProfiles } from "@/db/schema"
import type { BillingParty } from "@/lib/domain/firms/billing-profile"
import { aClient } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { listProfiles } from "./list-profiles"
import { makeDefaultProfile } from "./make-default-profile"
import { removeProfile } from "./remove-profile"
import { saveProfile } from "./save-profile"

const t = useTestApp()
const client = aClient()

const ana: BillingParty = {
  kind: "individual",
  name: "Ana Popescu",
  street: "Str. Lalelelor 5",
  locality: "București",
  county: "B",
  sector: 3,
  postalCode: "030001",
}
const firm: BillingParty = {
  kind: "company",
  name: "Pensiunea Brad SRL",
  cui: "17030766",
  isVatPayer: true,
  registerNumber: "J12/345/2015",
  iban: null,
  street: "Str. Gării 1",
  locality: "Turda",
  county: "CJ",
  sector: null,
  postalCode: null,
}

async function owner(...parties: BillingParty[]) {
  const { id: customerId } = await aCustomer(t.app)
  for (const party of parties) await saveProfile(t.app, { customerId, id: null, party, client })
  return customerId
}
type Owner = Awaited<ReturnType<typeof owner>>
const defaultsOf = (customerId: Owner) =>
  t.db.$count(
    billingProfiles,
    and(eq(billingProfiles.customerId, customerId), eq(billingProfiles.isDefault, true)),
  )

test("the first profile is the default, and there is always exactly one while there are any", async () => {
  const customerId = await owner(ana, firm)
  const [first, second] = await listProfiles(t.app, customerId)
  expect(first).toMatchObject({ name: "Ana Popescu", isDefault: true })
  expect(second).toMatchObject({ fiscalCode: "RO17030766", address: "Str. Gării 1, Turda, jud. Cluj" })
  if (!first || !second) throw new Error("Two were stored")
  expect((await makeDefaultProfile(t.app, { customerId, id: second.id, client })).ok).toBe(true)
  expect((await listProfiles(t.app, customerId)).map(({ name }) => name)).toEqual([
    "Pensiunea Brad SRL",
    "Ana Popescu",
  ])
  expect((await removeProfile(t.app, { customerId, id: second.id, client })).ok).toBe(true)
  expect(await listProfiles(t.app, customerId)).toMatchObject([{ name: "Ana Popescu", isDefault: true }])
  expect((await removeProfile(t.app, { customerId, id: first.id, client })).ok).toBe(true)
  expect(await listProfiles(t.app, customerId)).toEqual([])
})

test("many changes at once leave one default", async () => {
  const customerId = await owner()
  const add = () => saveProfile(t.app, { customerId, id: null, party: ana, client })
  await Promise.all(Array.from({ length: 30 }, add))
  const profiles = await listProfiles(t.app, customerId)
  expect(profiles).toHaveLength(20)
  expect(await defaultsOf(customerId)).toBe(1)
  await Promise.all(profiles.map(({ id }) => makeDefaultProfile(t.app, { customerId, id, client })))
  expect(await defaultsOf(customerId)).toBe(1)
})

test("another's profile reads as not found, and stays as it was", async () => {
  const theirs = await owner(firm)
  const stranger = await owner(ana)
  const [profile] = await listProfiles(t.app, theirs)
  if (!profile) throw new Error("One was stored")
  const { id } = profile
  const notFound = { ok: false, reason: "not-found" }
  expect(await saveProfile(t.app, { customerId: stranger, id, party: firm, client })).toEqual(notFound)
  expect(await removeProfile(t.app, { customerId: stranger, id, client })).toEqual(notFound)
  expect(await makeDefaultProfile(t.app, { customerId: stranger, id, client })).toEqual(notFound)
  expect(await listProfiles(t.app, theirs)).toEqual([profile])
  expect(await defaultsOf(stranger)).toBe(1)
})

test("a person never becomes a firm in place", async () => {
  const customerId = await owner(ana)
  const [profile] = await listProfiles(t.app, customerId)
  if (!profile) throw new Error("One was stored")
  const changed = await saveProfile(t.app, { customerId, id: profile.id, party: firm, client })
  expect(changed).toEqual({ ok: false, reason: "not-found" })
})
