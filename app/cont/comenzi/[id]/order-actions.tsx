"use client"

import { ActionButtonForm, useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { formatLei } from "@/lib/domain/money/money"
import { cancel, pay } from "./actions"

export function PayForm({ id, totalBani }: { readonly id: string; readonly totalBani: number }) {
  return <ActionButtonForm action={pay} hidden={{ id }} label={`Plătește ${formatLei(totalBani)}`} block />
}

export function CancelForm({ id }: { readonly id: string }) {
  const form = useButtonForm(cancel)
  return (
    <Disclosure summary="Anulează comanda" about="" open={form.state.status !== "idle"}>
      <form {...form.props} className="grid gap-4">
        <FormAlert state={form.state} />
        <input type="hidden" name="id" value={id} />
        <Button type="submit" tone="outline" pending={form.pending}>
          Da, anulează comanda
        </Button>
      </form>
    </Disclosure>
  )
}
