"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { answerRefusal } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { leaveFlash } from "@/app/_server/flash"
import { done, type FormState, refused } from "@/components/forms/form-state"
import type { App } from "@/lib/app"
import { parseSerial } from "@/lib/domain/packages/serial"
import { newSmartcardsPerDay } from "@/lib/domain/packages/smartcard-limits"
import { type GivenProof, parseMonth } from "@/lib/domain/packages/smartcard-proof"
import { unbrokenPhone } from "@/lib/domain/people/phone"
import { formatLongDate } from "@/lib/domain/time/civil-date"
import { bareNumber } from "@/lib/domain/words/bare-number"
import { digitCount, smartcardCount } from "@/lib/domain/words/plural"
import { env } from "@/lib/env"
import { paths } from "@/lib/paths"
import { type LinkRefusal, linkSmartcard } from "@/lib/smartcards/link-smartcard"
import { renameSmartcard } from "@/lib/smartcards/rename-smartcard"
import { unlinkSmartcard } from "@/lib/smartcards/unlink-smartcard"
import { foundOnCard } from "@/lib/subscriptions/found-on-card"
import { linkSmartcardSchema, renameSmartcardSchema, unlinkSmartcardSchema } from "./smartcard.schema"

const linkRefusals = (): Record<LinkRefusal, FormState> => ({
  unknown: refused("Nu am găsit acest smartcard. Verifică seria de pe card.", "serial"),
  blocked: refused(
    `Smartcardul este blocat. Sună la ${unbrokenPhone(env().SELLER_PHONE)} ca să afli de ce.`,
    "serial",
  ),
  "already-yours": refused("Smartcardul este deja în contul tău.", "serial"),
  "held-by-another": refused("Smartcardul este asociat altui cont.", "serial"),
  "not-proved": notProved(),
  "day-full": refused(
    `Poți adăuga ${smartcardCount(newSmartcardsPerDay)} pe zi și le-ai adăugat. Continuă mâine sau, dacă te grăbești, sună la ${unbrokenPhone(env().SELLER_PHONE)}.`,
  ),
})

/** One answer for all, so that it tells nothing of a card that the customer has not. */
const notProved = () => {
  const asked = env().SMARTCARD_PROOF === "code" ? "seria și codul" : "seria, luna și pachetul"
  return refused(
    `Nu am putut adăuga smartcardul. Verifică ${asked}. Dacă nu merge, sună-ne la ${unbrokenPhone(env().SELLER_PHONE)}.`,
    "serial",
  )
}

type TypedProof = { readonly code: string; readonly month: string; readonly package: string }

function proofOf({ code, month, package: packageCode }: TypedProof): GivenProof {
  const kind = env().SMARTCARD_PROOF
  if (kind === "code") return { kind, code }
  return kind === "receipt" ? { kind, month: parseMonth(month), packageCode } : { kind }
}

const accountFull = (allowed: number) =>
  refused(
    `Ai ajuns la ${smartcardCount(allowed)}, cât poate avea un cont. Dacă ai nevoie de mai multe, sună la ${unbrokenPhone(env().SELLER_PHONE)} și îți mărim limita.`,
  )

/** The page then begins with what is on the card, and until when. */
async function leaveAdded(app: App, holding: Parameters<typeof foundOnCard>[1]): Promise<void> {
  const card = await foundOnCard(app, holding)
  if (!card) return
  const { cardName, packages } = card
  const found = packages.slice(0, 3).map(({ name, lastDay }) => `${name}, până ${formatLongDate(lastDay)}`)
  await leaveFlash({ kind: "card-added", cardName, found }, holding.customerId)
}

/** Says how many digits were typed, where they are digits. */
function wrongSerial(typed: string): string {
  const [digits, length] = [bareNumber(typed), env().SERIAL_LENGTH]
  const isNumber = /^\d+$/.test(digits)
  return isNumber
    ? `Ai scris ${digitCount(digits.length)}; seria are ${length}. Verifică seria de pe card.`
    : `Seria are ${digitCount(length)}. Verifică seria de pe card.`
}

const gone = "Smartcardul nu mai este în contul tău. Reîncarcă pagina."

export const link = customerAction(
  linkSmartcardSchema,
  async ({ app, customer, client, input }) => {
    const serial = parseSerial(input.serial, env().SERIAL_LENGTH)
    if (!serial) return refused(wrongSerial(input.serial), "serial")
    const { label } = input
    const proof = proofOf(input)
    const linked = await linkSmartcard(app, { customerId: customer.id, serial, label, client, proof })
    if (!linked.ok && linked.reason === "account-full") return accountFull(linked.allowed)
    if (!linked.ok) return answerRefusal(linked, linkRefusals())
    deliverMailAfterResponse()
    revalidatePath(paths.account, "layout")
    await leaveAdded(app, { customerId: customer.id, linkId: linked.value })
    redirect(paths.smartcards)
  },
  "smartcard",
)

export const rename = customerAction(
  renameSmartcardSchema,
  async ({ app, customer, input }) => {
    const id = input.id
    const renamed = await renameSmartcard(app, { customerId: customer.id, id, label: input.label })
    if (!renamed.ok) return refused(gone)
    revalidatePath(paths.account, "layout")
    return done("Numele a fost schimbat.")
  },
  "smartcard-name",
)

export const unlink = customerAction(unlinkSmartcardSchema, async ({ app, customer, client, input }) => {
  const id = input.id
  const unlinked = await unlinkSmartcard(app, { customerId: customer.id, id, client })
  if (!unlinked.ok && unlinked.reason === "not-found") return refused(gone)
  if (!unlinked.ok && unlinked.reason !== "has-ready") return refused(paying)
  if (!unlinked.ok) return refused(waiting(unlinked.packageNames))
  deliverMailAfterResponse()
  revalidatePath(paths.account, "layout")
  await leaveFlash({ kind: "card-removed" }, customer.id)
  redirect(paths.smartcards)
})

const paying =
  "Pentru acest smartcard este o plată în curs. Termin-o sau anulează comanda, apoi îl poți scoate."

const waiting = (packageNames: readonly string[]) =>
  `Pe acest smartcard te așteaptă ceva plătit și neactivat: ${packageNames.join(", ")}. Până nu îl folosești, smartcardul rămâne în cont.`
