"use server"

import { redirect } from "next/navigation"
import { publicAction } from "@/app/_server/action"
import { recognizeBrowser } from "@/lib/accounts/recognize-browser"
import { auth } from "@/lib/app-context"
import { paths } from "@/lib/paths"
import { signInLinkSchema } from "./sign-in-link.schema"

export const continueToSignIn = publicAction(signInLinkSchema, async ({ app, input }) => {
  const { deviceHash, remember } = auth().newDevice()
  const client = { ...(await auth().client()), deviceHash }
  const recognized = await recognizeBrowser(app, { ...input, client })
  // The page of the link shows why it does not work.
  if (!recognized.ok) redirect(paths.signInLink(input.token))
  await remember(recognized.value)
  redirect(paths.signInFromKnownBrowser)
})
