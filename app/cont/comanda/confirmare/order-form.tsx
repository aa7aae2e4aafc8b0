"use client"

import { AnswerFields } from "@/components/forms/answer-fields"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { formatLei } from "@/lib/domain/money/money"
import { order } from "../_checkout/actions"
import { lineField } from "../_checkout/fields"

const loadSchema = () => import("../_checkout/checkout.schema").then(({ orderSchema }) => orderSchema)

type Props = {
  readonly checkoutId: string
  readonly lines: readonly {
    readonly linkId: string
    readonly offerCode: string
    readonly priceBani: number
  }[]
  readonly totalBani: number
  /** The default first. */
  readonly profiles: readonly { readonly id: string; readonly name: string; readonly address: string }[]
}

export function OrderForm({ checkoutId, lines, totalBani, profiles }: Props) {
  const form = useActionForm({ action: order, loadSchema })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <AnswerFields state={form.state} />
      <input type="hidden" name="checkout" value={checkoutId} />
      {lines.map(({ linkId, offerCode, priceBani }) => {
        const name = lineField(linkId, offerCode)
        return <input key={name} type="hidden" name={name} value={priceBani} />
      })}
      <SelectField
        {...form.field("profile", profiles[0]?.id)}
        label="Factura se emite pe"
        choices={profiles.map(({ id, name, address }) => [id, `${name}, ${address}`])}
      />
      <Button type="submit" block pending={form.pending}>
        Comandă cu obligație de plată · {formatLei(totalBani)}
      </Button>
    </form>
  )
}
