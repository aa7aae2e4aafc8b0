"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
import { confirmWithdrawal } from "./actions"

type Props = { readonly orderId: string; readonly lineIds: readonly string[]; readonly refundBani: number }

export function ConfirmForm({ orderId, lineIds, refundBani }: Props) {
  const hidden = { order: orderId, lines: lineIds.join(" "), refund: refundBani }
  return <ActionButtonForm action={confirmWithdrawal} hidden={hidden} label="Confirmă retragerea" block />
}
