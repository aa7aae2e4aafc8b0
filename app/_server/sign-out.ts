"use server"

import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { type FormState, refused } from "@/components/forms/form-state"
import { auth } from "@/lib/app-context"
import { messages } from "@/lib/domain/words/messages"
import { paths } from "@/lib/paths"
import { noteActionBegun } from "@/lib/runtime/action-begun"
import { isSameOrigin } from "@/lib/runtime/same-origin"
import { dropDraft } from "./draft"
import { leaveFlash } from "./flash"
import { forgetAddress } from "./sign-up-address"

/** Ends this browser's session and revokes its row, so that a copy of the cookie does not work either. */
export async function signOut(_previous: FormState, _form: FormData): Promise<FormState> {
  noteActionBegun()
  if (!isSameOrigin(await headers())) return refused(messages.pageChanged)
  await auth().endSession()
  await forgetAddress()
  await dropDraft()
  await leaveFlash({ kind: "signed-out" })
  redirect(paths.signIn)
}
