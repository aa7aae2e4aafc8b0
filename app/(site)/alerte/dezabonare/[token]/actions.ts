"use server"

import { revalidatePath } from "next/cache"
import { redirect } from "next/navigation"
import { z } from "zod"
import { publicAction } from "@/app/_server/action"
import { refused } from "@/components/forms/form-state"
import { turnRemindersOffByLink } from "@/lib/alerts/turn-reminders-off"
import { auth } from "@/lib/app-context"
import { mailPaths } from "@/lib/paths"

const schema = z.object({ token: z.string().max(200) })

export const turnOff = publicAction(schema, async ({ app, input: { token } }) => {
  const turned = await turnRemindersOffByLink(app, { token, client: await auth().client() })
  if (!turned.ok) return refused("Linkul nu este bun. Oprește alertele din setările contului.")
  revalidatePath(mailPaths.remindersOff(token))
  redirect(mailPaths.remindersOff(token))
})
