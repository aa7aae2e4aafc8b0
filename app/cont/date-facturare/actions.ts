"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { done, type FormState, refused } from "@/components/forms/form-state"
import { makeDefaultProfile } from "@/lib/billing-profiles/make-default-profile"
import { removeProfile } from "@/lib/billing-profiles/remove-profile"
import { mostProfiles, saveProfile } from "@/lib/billing-profiles/save-profile"
import type { BillingProfileId } from "@/lib/domain/ids/brand"
import type { AskedLine } from "@/lib/domain/money/asked-lines"
import { orderPaths, paths } from "@/lib/paths"
import { companySchema, individualSchema, profileIdSchema } from "./profile.schema"

const gone = "Datele nu mai sunt în contul tău. Reîncarcă pagina."
const refusals = {
  "not-found": refused(gone),
  "too-many-profiles": refused(
    `Ai deja ${mostProfiles} de date de facturare. Șterge unele înainte să adaugi altele.`,
  ),
} as const

/** In the middle of an order it goes on with what was saved. */
function savedAnswer(id: BillingProfileId, order: readonly AskedLine[] | null): FormState {
  revalidatePath(paths.billing)
  if (order) redirect(orderPaths.confirmOf(order.map(shownPrice), id))
  return done("Datele de facturare au fost salvate.")
}

const shownPrice = ({ linkId, offerCode, seenPriceBani }: AskedLine) => ({
  linkId,
  offerCode,
  priceBani: seenPriceBani,
})

export const saveIndividual = customerAction(
  individualSchema,
  async ({ app, customer, client, input: { id, party, order } }) => {
    const saved = await saveProfile(app, { customerId: customer.id, id, party, client })
    return saved.ok ? savedAnswer(saved.value, order) : refusals[saved.reason]
  },
  "individual",
)

export const saveCompany = customerAction(
  companySchema,
  async ({ app, customer, client, input: { id, party, order } }) => {
    const saved = await saveProfile(app, { customerId: customer.id, id, party, client })
    return saved.ok ? savedAnswer(saved.value, order) : refusals[saved.reason]
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
