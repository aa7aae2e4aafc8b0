"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { formatLei } from "@/lib/domain/money/money"
import { cancel, pay } from "./actions"

export function PayForm({ id, totalBani }: { readonly id: string; readonly totalBani: number }) {
  const [state, send, pending] = useActionState(pay, idle)
  return (
    <form action={send} className="grid gap-4">
      <FormAlert state={state} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" block pending={pending}>
        Plătește {formatLei(totalBani)}
      </Button>
    </form>
  )
}

export function CancelForm({ id }: { readonly id: string }) {
  const [state, send, pending] = useActionState(cancel, idle)
  return (
    <Disclosure summary="Anulează comanda" about="" open={state.status !== "idle"}>
      <form action={send} className="grid gap-4">
        <FormAlert state={state} />
        <input type="hidden" name="id" value={id} />
        <Button type="submit" tone="outline" pending={pending}>
          Da, anulează comanda
        </Button>
      </form>
    </Disclosure>
  )
}
