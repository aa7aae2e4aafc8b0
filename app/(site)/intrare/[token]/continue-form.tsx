"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { continueToSignIn } from "./actions"

export function ContinueForm({ token }: { readonly token: string }) {
  return (
    <ActionButtonForm action={continueToSignIn} hidden={{ token }} label="Continuă" block className="gap-6" />
  )
}
