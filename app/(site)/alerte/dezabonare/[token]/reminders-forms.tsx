"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { keep, turnOff, turnOnAgain } from "./actions"

type Props = { readonly token: string }

/** Neither is green: the page takes no side. */
export function OffOrKeepForms({ token }: Props) {
  return (
    <>
      <ActionButtonForm action={turnOff} hidden={{ token }} label="Oprește alertele" tone="outline" block />
      <ActionButtonForm action={keep} hidden={{ token }} label="Păstrează-le" tone="outline" block />
    </>
  )
}

export function OnAgainForm({ token }: Props) {
  return (
    <ActionButtonForm
      action={turnOnAgain}
      hidden={{ token }}
      label="Pornește-le din nou"
      tone="outline"
      block
    />
  )
}
