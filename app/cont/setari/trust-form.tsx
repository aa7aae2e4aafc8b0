"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Alert } from "@/components/ui/alert"
import { Button } from "@/components/ui/button"
import { trust } from "./actions"

/** Mail came back: the address is corrected below, or it is right and its mailbox takes mail again. */
export function TrustForm() {
  const [state, send, pending] = useActionState(trust, idle)
  return (
    <form action={send} className="mb-5 grid gap-3">
      <Alert tone="danger">
        Mailurile trimise aici s-au întors. Schimbă adresa mai jos sau, dacă este bună și căsuța primește din
        nou, spune-ne.
      </Alert>
      <FormAlert state={state} />
      <Button type="submit" tone="outline" pending={pending}>
        Adresa este bună
      </Button>
    </form>
  )
}
