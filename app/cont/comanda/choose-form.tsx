"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { formatLei } from "@/lib/domain/money/money"
import { monthCount } from "@/lib/domain/words/plural"
import { choose } from "./_checkout/actions"

const loadSchema = () => import("./_checkout/checkout.schema").then(({ choicesSchema }) => choicesSchema)

type Props = {
  readonly cards: readonly {
    readonly linkId: string
    readonly name: string
    readonly serial: string
    readonly isBlocked: boolean
  }[]
  readonly packages: readonly {
    readonly code: string
    readonly name: string
    readonly offers: readonly { readonly code: string; readonly months: number; readonly priceBani: number }[]
  }[]
  /** Field by field, the offer that is chosen from the start. */
  readonly chosen: Readonly<Record<string, string>>
}

export function ChooseForm({ cards, packages, chosen }: Props) {
  const form = useActionForm({ action: choose, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      {cards.map(({ linkId, name, serial, isBlocked }) => (
        <fieldset key={linkId} className="rounded-card border border-line bg-paper p-5">
          <legend className="sr-only">{name}</legend>
          <p aria-hidden="true" className="text-lead font-strong">
            {name}
          </p>
          <p className="mb-4 text-muted text-small figures">{serial}</p>
          {isBlocked ? (
            <p className="text-over">Smartcardul este blocat: nu se poate cumpăra nimic pentru el.</p>
          ) : (
            <div className="grid gap-5 md:grid-cols-3">
              {packages.map(({ code, name: packageName, offers }) => {
                const field = `oferta:${linkId}:${code}`
                return (
                  <SelectField
                    key={code}
                    {...form.field(field, chosen[field])}
                    label={packageName}
                    empty="Nu acum"
                    choices={offers.map((offer) => [
                      offer.code,
                      `${monthCount(offer.months)} · ${formatLei(offer.priceBani)}`,
                    ])}
                  />
                )
              })}
            </div>
          )}
        </fieldset>
      ))}
      <div className="grid md:max-w-sm">
        <Button type="submit" pending={form.pending}>
          Vezi comanda
        </Button>
      </div>
    </form>
  )
}
