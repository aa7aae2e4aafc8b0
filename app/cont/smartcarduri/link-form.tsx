"use client"

import { CardNameField } from "@/components/account/card-name-field"
import { SerialField } from "@/components/account/serial-field"
import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"
import { TextField } from "@/components/ui/text-field"
import type { ProofKind } from "@/lib/domain/packages/smartcard-proof"
import { link } from "./actions"

const loadSchema = () => import("./smartcard.schema").then(({ linkSmartcardSchema }) => linkSmartcardSchema)

type Props = {
  readonly serialLength: number
  /** The customer has no card yet. */
  readonly isFirst: boolean
  readonly proof: ProofKind
  /** Code and name of each package that may be on the receipt; empty unless it is asked for. */
  readonly packages: readonly (readonly [code: string, name: string])[]
}

export function LinkForm({ serialLength, isFirst, proof, packages }: Props) {
  const form = useActionForm({ action: link, loadSchema, begun: useDraft("smartcard") })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <SerialField {...form.field("serial")} length={serialLength} showsPlace={isFirst} />
      {proof === "code" && (
        <TextField
          {...form.field("code")}
          label="Codul smartcardului"
          autoComplete="off"
          hint="Literele și cifrele primite odată cu smartcardul, sub „cod de activare”."
        />
      )}
      {proof === "receipt" && (
        <fieldset className="grid gap-5">
          <legend className="mb-2 font-strong">Ultimul pachet plătit pe smartcard</legend>
          <p className="text-muted text-small">
            Arată că este al tău. Dacă pe smartcard nu a mers niciodată un pachet, lasă gol.
          </p>
          <TextField
            {...form.field("month")}
            label="Luna în care a început"
            optional
            autoComplete="off"
            hint="De exemplu 11.2026."
          />
          <SelectField {...form.field("package")} label="Pachetul" optional choices={packages} />
        </fieldset>
      )}
      <CardNameField
        {...form.field("label")}
        label="Numele smartcardului"
        hint="Ca să îl recunoști, de exemplu TV living."
      />
      <Button type="submit" block pending={form.pending}>
        Adaugă smartcardul
      </Button>
    </form>
  )
}
