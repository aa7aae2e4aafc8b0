"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { confirmEmail } from "./actions"

export function ConfirmEmailForm({ token }: { readonly token: string }) {
  return (
    <ActionButtonForm
      action={confirmEmail}
      hidden={{ token }}
      label="Confirmă adresa"
      block
      className="gap-6"
    />
  )
}
