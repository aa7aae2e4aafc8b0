"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { turnOff } from "./actions"

export function RemindersOffForm({ token }: { readonly token: string }) {
  return <ActionButtonForm action={turnOff} hidden={{ token }} label="Oprește alertele" block />
}
