"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { answerRefusal, tooSoon } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { leaveFlash } from "@/app/_server/flash"
import { done, refused } from "@/components/forms/form-state"
import { changePassword as setPassword } from "@/lib/accounts/change-password"
import { closeAccount } from "@/lib/accounts/close-account"
import { endOneSession } from "@/lib/accounts/end-one-session"
import { endOtherSessions } from "@/lib/accounts/end-other-sessions"
import { requestEmailChange } from "@/lib/accounts/request-email-change"
import { trustAddress } from "@/lib/accounts/trust-address"
import { updatePreferences } from "@/lib/accounts/update-preferences"
import { updateProfile } from "@/lib/accounts/update-profile"
import { auth } from "@/lib/app-context"
import { passwordMessages } from "@/lib/domain/people/password-words"
import { messages } from "@/lib/domain/words/messages"
import { cancelUnpaidOrders } from "@/lib/orders/checkout/cancel-unpaid-orders"
import { paths } from "@/lib/paths"
import { settingsPaths } from "@/lib/settings-paths"
import {
  closeSchema,
  emailSchema,
  otherSessionsSchema,
  passwordSchema,
  preferencesSchema,
  profileSchema,
  sessionSchema,
  trustSchema,
} from "./settings.schema"

/** Another tab or device ended the session, or gave it another key, while the form was under way. */
const sessionOver = refused(messages.sessionOver)
const refusals = {
  "wrong-password": refused(messages.wrongPassword, "currentPassword"),
  busy: refused(messages.busy),
} as const
const passwordRefusals = {
  ...refusals,
  "session-over": sessionOver,
  "about-you": refused(passwordMessages["about-you"], "newPassword"),
  common: refused(passwordMessages.common, "newPassword"),
} as const
const emailRefusals = {
  ...refusals,
  "session-over": sessionOver,
  "mails-paused": refused(messages.mailsPaused),
  "same-address": refused("Aceasta este adresa pe care o ai acum.", "email"),
} as const

const closingRefusals = {
  ...refusals,
  "has-payment": refused("Verificăm o plată. Încearcă din nou după ce se termină; dacă durează, scrie-ne."),
} as const

export const saveProfile = customerAction(
  profileSchema,
  async ({ app, customer, client, input }) => {
    await updateProfile(app, { customerId: customer.id, ...input, client })
    revalidatePath(paths.settings, "layout")
    return done("Datele tale au fost salvate.")
  },
  "profile",
)

export const savePreferences = customerAction(preferencesSchema, async ({ app, customer, client, input }) => {
  const wanted = { reminders: input.reminders === "on", marketing: input.marketing === "on" }
  await updatePreferences(app, { customerId: customer.id, ...wanted, client })
  revalidatePath(paths.settings, "layout")
  return done("Am reținut ce mesaje vrei.")
})

export const changePassword = customerAction(passwordSchema, async ({ app, customer, client, input }) => {
  const { id: customerId, sessionId } = customer
  const changed = await auth().renewSession(customer.id, (renewal) =>
    setPassword(app, { customerId, sessionId, client, renewal, ...input }),
  )
  if (!changed.ok) return answerRefusal(changed, passwordRefusals)
  deliverMailAfterResponse()
  revalidatePath(paths.settings, "layout")
  return done("Parola a fost schimbată. Te-am deconectat de pe celelalte dispozitive.")
})

export const changeEmail = customerAction(
  emailSchema,
  async ({ app, customer, client, input }) => {
    const { id: customerId, sessionId } = customer
    const request = { password: input.currentPassword, newEmail: input.email }
    const asked = await auth().renewSession(customer.id, (renewal) =>
      requestEmailChange(app, { customerId, sessionId, client, renewal, ...request }),
    )
    if (!asked.ok) return answerRefusal(asked, emailRefusals)
    deliverMailAfterResponse()
    return done(
      `Ți-am trimis un link la ${input.email}. Adresa se schimbă după ce îl deschizi și confirmi; până atunci rămâne cea veche.`,
    )
  },
  "new-email",
)

export const endSession = customerAction(sessionSchema, async ({ app, customer, client, input }) => {
  await endOneSession(app, { customerId: customer.id, sessionId: input.id, client })
  await leaveFlash({ kind: "device-ended" }, customer.id)
  redirect(settingsPaths.devices)
})

export const endOthers = customerAction(otherSessionsSchema, async ({ app, customer, client }) => {
  const { id: customerId, sessionId } = customer
  const ended = await auth().renewSession(customer.id, (renewal) =>
    endOtherSessions(app, { customerId, sessionId, client, renewal }),
  )
  if (!ended.ok) return sessionOver
  await leaveFlash({ kind: "devices-ended" }, customerId)
  redirect(settingsPaths.devices)
})

export const close = customerAction(closeSchema, async ({ app, customer, client, input }) => {
  const { id: customerId, sessionId } = customer
  const closed = await closeAccount(app, {
    ...{ customerId, sessionId, password: input.currentPassword, client },
    cancelUnpaidOrders: (id) => cancelUnpaidOrders(app, id),
  })
  if (!closed.ok && closed.reason === "has-ready") return refused(waiting(closed.packageNames))
  if (!closed.ok) return answerRefusal(closed, closingRefusals)
  deliverMailAfterResponse()
  await auth().endSession()
  redirect(paths.accountClosed)
})

const waiting = (packageNames: readonly string[]) =>
  `Ai ceva plătit și neactivat: ${packageNames.join(", ")}. Contul se poate închide după ce îl folosești.`

export const trust = customerAction(trustSchema, async ({ app, customer }) => {
  const trusted = await trustAddress(app, customer.id)
  if (!trusted.ok) return tooSoon(trusted)
  revalidatePath(paths.account, "layout")
  return done("Mulțumim. Îți scriem din nou la această adresă.")
})
