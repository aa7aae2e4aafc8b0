"use server"

import { redirect } from "next/navigation"
import { z } from "zod"
import { publicAction } from "@/app/_server/action"
import { activate } from "@/lib/accounts/activate"
import { auth } from "@/lib/app-context"
import { paths } from "@/lib/paths"

const schema = z.object({ token: z.string().max(200) })

export const confirmSignUp = publicAction(schema, async ({ app, input }) => {
  const activated = await activate(app, { token: input.token, client: await auth().client() })
  // The page shows the state of the link.
  if (!activated.ok) redirect(paths.activation(input.token))
  await auth().startSession(activated.value)
  redirect(paths.smartcards)
})
