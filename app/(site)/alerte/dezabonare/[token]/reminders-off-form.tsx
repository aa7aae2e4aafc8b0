"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { turnOff } from "./actions"

export function RemindersOffForm({ token }: { readonly token: string }) {
  const [state, send, pending] = useActionState(turnOff, idle)
  return (
    <form action={send} className="grid gap-4">
      <FormAlert state={state} />
      <input type="hidden" name="token" value={token} />
      <Button type="submit" block pending={pending}>
        Oprește alertele
      </Button>
    </form>
  )
}
