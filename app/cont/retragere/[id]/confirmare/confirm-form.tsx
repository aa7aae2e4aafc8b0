"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { confirmWithdrawal } from "./actions"

type Props = { readonly orderId: string; readonly lineIds: readonly string[]; readonly refundBani: number }

export function ConfirmForm({ orderId, lineIds, refundBani }: Props) {
  const [state, send, pending] = useActionState(confirmWithdrawal, idle)
  return (
    <form action={send} className="grid gap-4">
      <FormAlert state={state} />
      <input type="hidden" name="order" value={orderId} />
      <input type="hidden" name="lines" value={lineIds.join(" ")} />
      <input type="hidden" name="refund" value={refundBani} />
      <Button type="submit" block pending={pending}>
        Confirmă retragerea
      </Button>
    </form>
  )
}
