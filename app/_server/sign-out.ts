"use server"

import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { auth } from "@/lib/app-context"
import { paths } from "@/lib/paths"
import { noteActionBegun } from "@/lib/runtime/action-begun"
import { isSameOrigin } from "@/lib/runtime/same-origin"
import { forgetAddress } from "./sign-up-address"

/** Ends this browser's session and revokes its row, so that a copy of the cookie does not work either. */
export async function signOut(): Promise<void> {
  noteActionBegun()
  if (!isSameOrigin(await headers())) redirect(paths.account)
  await auth().endSession()
  await forgetAddress()
  redirect(paths.signIn)
}
