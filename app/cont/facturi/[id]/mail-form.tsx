"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { mail } from "./actions"

export function MailForm({ id }: { readonly id: string }) {
  const [state, send, pending] = useActionState(mail, idle)
  return (
    <form action={send} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <Button type="submit" tone="outline" pending={pending}>
        Trimite pe e-mail
      </Button>
      <FormAlert state={state} />
    </form>
  )
}
