"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { confirmEmail } from "./actions"

export function ConfirmEmailForm({ token }: { token: string }) {
  const [state, send, pending] = useActionState(confirmEmail, idle)
  return (
    <form action={send} className="grid gap-6">
      <FormAlert state={state} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" block pending={pending}>
        Confirmă adresa
      </Button>
    </form>
  )
}
