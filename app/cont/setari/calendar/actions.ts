"use server"

import { redirect } from "next/navigation"
import { customerAction } from "@/app/_server/action"
import { answerRefusal, tooSoon } from "@/app/_server/answer-refusal"
import { deliverMailAfterResponse } from "@/app/_server/deliver-mail"
import { leaveFlash } from "@/app/_server/flash"
import { refused } from "@/components/forms/form-state"
import { makeFeed, renewFeed } from "@/lib/calendar/make-feed"
import { turnFeedOff } from "@/lib/calendar/turn-feed-off"
import { settingsPaths } from "@/lib/settings-paths"
import { calendarSchema } from "./calendar.schema"

export const makeCalendar = customerAction(calendarSchema, async ({ app, customer, client }) => {
  const made = await makeFeed(app, { customerId: customer.id, client })
  if (!made.ok) return tooSoon(made)
  deliverMailAfterResponse()
  await leaveFlash({ kind: "calendar-made" }, customer.id)
  redirect(settingsPaths.calendar)
})

const renewRefusals = { off: refused("Calendarul este oprit. Reîncarcă pagina.") } as const

export const renewCalendar = customerAction(calendarSchema, async ({ app, customer, client }) => {
  const renewed = await renewFeed(app, { customerId: customer.id, client })
  if (!renewed.ok) return answerRefusal(renewed, renewRefusals)
  deliverMailAfterResponse()
  await leaveFlash({ kind: "calendar-renewed" }, customer.id)
  redirect(settingsPaths.calendar)
})

export const turnCalendarOff = customerAction(calendarSchema, async ({ app, customer, client }) => {
  await turnFeedOff(app, { customerId: customer.id, client })
  await leaveFlash({ kind: "calendar-off" }, customer.id)
  redirect(settingsPaths.calendar)
})
