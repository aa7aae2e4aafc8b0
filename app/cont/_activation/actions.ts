"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { answerRefusal } from "@/app/_server/answer-refusal"
import { deliverCommandsAfterResponse } from "@/app/_server/deliver-commands"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { dropDraft } from "@/app/_server/draft"
import { requestUrl } from "@/app/_server/request-url"
import { done, refused } from "@/components/forms/form-state"
import { signalMinutes } from "@/lib/domain/packages/entitlement"
import { expressRequestNeeded } from "@/lib/domain/packages/express-request"
import { unbrokenPhone } from "@/lib/domain/people/phone"
import { minuteCount } from "@/lib/domain/words/plural"
import { env } from "@/lib/env"
import { paths } from "@/lib/paths"
import { activateSubscription } from "@/lib/subscriptions/activate"
import { moveSubscription } from "@/lib/subscriptions/move"
import { refreshSignal } from "@/lib/subscriptions/refresh-signal"
import { activateSchema, moveSchema, refreshSchema } from "./activation.schema"

const activationRefusals = () =>
  ({
    "not-found": refused("Nu am găsit pachetul. Reîncarcă pagina."),
    "not-held": refused(
      "Smartcardul nu mai este în contul tău. Alege întâi alt smartcard pentru acest pachet.",
    ),
    blocked: refused(
      `Smartcardul este blocat. Mută pachetul pe alt smartcard sau sună la ${unbrokenPhone(env().SELLER_PHONE)}.`,
    ),
    disputed: refused(
      `Banca verifică plata pentru acest pachet sau banii s-au întors la tine. Până se lămurește, nu îl putem porni. Sună la ${unbrokenPhone(env().SELLER_PHONE)}.`,
    ),
    changed: refused("Perioada s-a schimbat între timp. Uită-te la cea nouă și activează dacă îți convine."),
  }) as const

export const activate = customerAction(
  activateSchema,
  async ({ app, customer, client, input }) => {
    const activated = await activateSubscription(app, {
      customerId: customer.id,
      id: input.id,
      client,
      seenStartsAt: input.seenStartsAt,
      isExpress: input.express,
    })
    // Every page that shows it: the account, the order, its own page.
    revalidatePath(paths.account, "layout")
    if (activated.ok) deliverCommandsAfterResponse()
    // A second click finds it started: the same result.
    if (activated.ok || activated.reason === "already") {
      await dropDraft()
      return comeBack()
    }
    if (activated.reason === "needs-express")
      return refused(expressRequestNeeded(activated.lastDay), "express")
    return activationRefusals()[activated.reason]
  },
  "activation",
)

/** Redirects to the page of the form, so that a reload repeats nothing, also without JavaScript. */
const comeBack = async () => redirect((await requestUrl()).pathname)

const moveRefusals = {
  "not-found": refused("Nu am găsit pachetul. Reîncarcă pagina."),
  "not-ready": refused("Pachetul a fost activat între timp: nu se mai poate muta."),
  "no-card": refused("Alege unul dintre smartcardurile tale.", "link"),
  blocked: refused("Smartcardul este blocat. Alege altul.", "link"),
} as const

export const move = customerAction(moveSchema, async ({ app, customer, client, input }) => {
  const moved = await moveSubscription(app, {
    customerId: customer.id,
    id: input.id,
    toLinkId: input.link,
    client,
  })
  if (!moved.ok) return moveRefusals[moved.reason]
  deliverMailAfterResponse()
  revalidatePath(paths.account, "layout")
  return comeBack()
})

const refreshRefusals = {
  "not-found": refused("Pachetul nu este activ acum. Reîncarcă pagina."),
} as const

export const refresh = customerAction(refreshSchema, async ({ app, customer, input }) => {
  const { link: linkId, package: packageCode } = input
  const refreshed = await refreshSignal(app, { customerId: customer.id, linkId, packageCode })
  if (!refreshed.ok) return answerRefusal(refreshed, refreshRefusals)
  deliverCommandsAfterResponse()
  return done(
    `Am trimis semnalul. Lasă decodorul pornit pe un canal codat până la ${minuteCount(signalMinutes)}.`,
  )
})
