"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { confirmSignUp } from "./actions"

export function ConfirmForm({ token }: { token: string }) {
  const [state, send, pending] = useActionState(confirmSignUp, idle)
  return (
    <form action={send} className="grid gap-6">
      <FormAlert state={state} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" block pending={pending}>
        CONFIRMARE
      </Button>
    </form>
  )
}
