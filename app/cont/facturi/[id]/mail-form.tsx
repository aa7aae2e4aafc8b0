"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { mail } from "./actions"

export function MailForm({ id }: { readonly id: string }) {
  return (
    <ActionButtonForm
      action={mail}
      hidden={{ id }}
      label="Trimite pe e-mail"
      tone="outline"
      answer="below"
      className="gap-3"
    />
  )
}
