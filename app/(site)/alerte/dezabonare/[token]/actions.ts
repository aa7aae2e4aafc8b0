"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { publicAction } from "@/app/_server/action"
import { leaveFlash } from "@/app/_server/flash"
import { refused } from "@/components/forms/form-state"
import { turnRemindersOffByLink, turnRemindersOnByLink } from "@/lib/alerts/turn-reminders-off"
import { auth } from "@/lib/app-context"
import { mailPaths } from "@/lib/paths"

const schema = z.object({ token: z.string().max(200) })
const badLink = refused("Linkul nu este bun. Alertele se opresc și se pornesc din setările contului.")

export const turnOff = publicAction(schema, async ({ app, input: { token } }) => {
  const turned = await turnRemindersOffByLink(app, { token, client: await auth().client() })
  if (!turned.ok) return badLink
  redirect(mailPaths.remindersOff(token))
})

export const turnOnAgain = publicAction(schema, async ({ app, input: { token } }) => {
  const turned = await turnRemindersOnByLink(app, { token, client: await auth().client() })
  if (!turned.ok) return badLink
  await leaveFlash({ kind: "reminders-on-again" })
  redirect(mailPaths.remindersOff(token))
})

/** Nothing changes, and the page says so. */
export const keep = publicAction(schema, async ({ input: { token } }) => {
  await leaveFlash({ kind: "reminders-kept" })
  redirect(mailPaths.remindersOff(token))
})
