"use server"

import { revalidatePath } from "next/cache"
import { customerAction } from "@/app/_server/action"
import { done, refused } from "@/components/forms/form-state"
import { makeDefaultProfile } from "@/lib/billing-profiles/make-default-profile"
import { removeProfile } from "@/lib/billing-profiles/remove-profile"
import { mostProfiles, saveProfile } from "@/lib/billing-profiles/save-profile"
import { paths } from "@/lib/paths"
import { companySchema, individualSchema, profileIdSchema } from "./profile.schema"

const gone = "Datele nu mai sunt în contul tău. Reîncarcă pagina."
const refusals = {
  "not-found": refused(gone),
  "too-many-profiles": refused(
    `Ai deja ${mostProfiles} de date de facturare. Șterge unele înainte să adaugi altele.`,
  ),
} as const

export const saveIndividual = customerAction(
  individualSchema,
  async ({ app, customer, client, input }) => {
    const id = input.id
    const saved = await saveProfile(app, { customerId: customer.id, id, party: input.party, client })
    if (!saved.ok) return refusals[saved.reason]
    revalidatePath(paths.billing)
    return done("Datele de facturare au fost salvate.")
  },
  "individual",
)

export const saveCompany = customerAction(
  companySchema,
  async ({ app, customer, client, input }) => {
    const id = input.id
    const saved = await saveProfile(app, { customerId: customer.id, id, party: input.party, client })
    if (!saved.ok) return refusals[saved.reason]
    revalidatePath(paths.billing)
    return done("Datele de facturare au fost salvate.")
  },
  "company",
)

export const remove = customerAction(profileIdSchema, async ({ app, customer, client, input }) => {
  const id = input.id
  const removed = await removeProfile(app, { customerId: customer.id, id, client })
  if (!removed.ok) return refused(gone)
  revalidatePath(paths.billing)
  return done("Datele de facturare au fost șterse.")
})

export const makeDefault = customerAction(profileIdSchema, async ({ app, customer, client, input }) => {
  const id = input.id
  const made = await makeDefaultProfile(app, { customerId: customer.id, id, client })
  if (!made.ok) return refused(gone)
  revalidatePath(paths.billing)
  return done("De acum, facturile se emit pe aceste date, dacă nu alegi altele.")
})
