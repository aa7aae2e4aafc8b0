"use client"

import type { ReactNode } from "react"
import { AnswerFields } from "@/components/forms/answer-fields"
import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { ChoiceCards } from "@/components/ui/choice-cards"
import { LinkButton } from "@/components/ui/link-button"
import { formatLei } from "@/lib/domain/money/money"
import { saleMark } from "@/lib/domain/words/terms"
import { order } from "../_checkout/actions"
import { lineField, orderDraft, textsField } from "../_checkout/fields"

const loadSchema = () => import("../_checkout/checkout.schema").then(({ orderSchema }) => orderSchema)

type Profile = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly fiscalCode: string | null
}

type Props = {
  readonly checkoutId: string
  readonly lines: readonly {
    readonly linkId: string
    readonly offerCode: string
    readonly priceBani: number
  }[]
  readonly totalBani: number
  readonly profiles: readonly Profile[]
  readonly chosenProfileId: string | undefined
  /** Adds another profile and leads back to this order with it. */
  readonly otherProfileHref: string
  /** What the law asks to be said before the order. */
  readonly children: ReactNode
}

export function OrderForm(props: Props) {
  const { checkoutId, lines, totalBani, profiles, chosenProfileId, otherProfileHref, children } = props
  const form = useActionForm({ action: order, loadSchema, begun: useDraft(orderDraft, checkoutId) })
  if (profiles.length === 0)
    return (
      <>
        <p>Mai trebuie un singur lucru: pe ce date se emite factura.</p>
        <LinkButton href={otherProfileHref} block>
          Adaugă date de facturare
        </LinkButton>
      </>
    )
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <AnswerFields state={form.state} />
      <input type="hidden" name="id" value={checkoutId} />
      <input type="hidden" name="checkout" value={checkoutId} />
      <input type="hidden" name={textsField} value={saleMark} />
      {lines.map(({ linkId, offerCode, priceBani }) => {
        const name = lineField(linkId, offerCode)
        return <input key={name} type="hidden" name={name} value={priceBani} />
      })}
      <ChoiceCards
        {...form.field("profile", chosenProfileId)}
        legend="Factura se emite pe"
        choices={profiles.map(({ id, name, address, fiscalCode }) => ({
          value: id,
          title: name,
          note: fiscalCode ? `CUI ${fiscalCode} · ${address}` : address,
        }))}
      >
        <a href={otherProfileHref} className="inline-flex min-h-12 items-center link">
          Alte date de facturare…
        </a>
      </ChoiceCards>
      {children}
      <div className="grid gap-2">
        <Button type="submit" block pending={form.pending}>
          <span>
            Comandă cu obligație de <span className="whitespace-nowrap">plată · {formatLei(totalBani)}</span>
          </span>
        </Button>
        <p className="text-muted text-note">
          Plătești pe pagina securizată a procesatorului de plăți. Nu păstrăm cardul.
        </p>
      </div>
    </form>
  )
}
