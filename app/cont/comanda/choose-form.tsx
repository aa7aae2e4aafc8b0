"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { formatLei } from "@/lib/domain/money/money"
import { monthCount } from "@/lib/domain/words/plural"
import type { CheckoutChoices } from "@/lib/orders/checkout/list-checkout-choices"
import { choose } from "./_checkout/actions"
import { choiceField } from "./_checkout/fields"

const loadSchema = () => import("./_checkout/checkout.schema").then(({ choicesSchema }) => choicesSchema)

export function ChooseForm({ cards, packages, chosen }: CheckoutChoices) {
  const form = useActionForm({ action: choose, loadSchema })
  const offerOf = (linkId: string, packageCode: string) =>
    chosen.findLast((one) => one.linkId === linkId && one.packageCode === packageCode)?.offerCode
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
                const field = choiceField(linkId, code)
                return (
                  <SelectField
                    key={code}
                    {...form.field(field, offerOf(linkId, code))}
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
