"use client"

import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { Disclosure } from "@/components/ui/disclosure"
import { TextField } from "@/components/ui/text-field"
import { saveCompany } from "./actions"
import { AddressFields, type AddressValues } from "./address-fields"
import { SaveButton } from "./save-button"

const loadSchema = () => import("./profile.schema").then(({ companySchema }) => companySchema)

type Company = AddressValues & {
  readonly id: string
  readonly name: string
  readonly cui: string | null
  readonly isVatPayer: boolean
  readonly registerNumber: string | null
  readonly iban: string | null
}

type Props = {
  readonly summary: string
  readonly profile?: Company
  /** The lines of the order that waits for these data, as the form sends them; undefined: none waits. */
  readonly order?: string | undefined
  /** The seller pays VAT; one that does not may not mention it (Codul fiscal art. 310). */
  readonly asksVat: boolean
}

export function CompanyForm({ summary, profile, order, asksVat }: Props) {
  const form = useActionForm({ action: saveCompany, loadSchema, begun: useDraft("company", profile?.id) })
  return (
    <Disclosure summary={summary} about={profile?.name ?? ""} open={form.state.status !== "idle"}>
      <form {...form.props} className="grid gap-5">
        <FormAlert state={form.state} />
        {profile && <input type="hidden" name="id" value={profile.id} />}
        {order !== undefined && <input type="hidden" name="order" value={order} />}
        <TextField
          {...form.field("name", profile?.name)}
          label="Denumirea firmei"
          autoComplete="organization"
        />
        <TextField
          {...form.field("cui", profile?.cui ?? undefined)}
          label="CUI"
          autoComplete="off"
          hint="Cu sau fără RO, de exemplu RO17030766."
        />
        {asksVat && (
          <CheckboxField
            {...form.field("vatPayer", profile?.isVatPayer ? "on" : undefined)}
            label="Firma este plătitoare de TVA"
          />
        )}
        {!asksVat && profile?.isVatPayer && <input type="hidden" name="vatPayer" value="on" />}
        <TextField
          {...form.field("registerNumber", profile?.registerNumber ?? undefined)}
          label="Număr la registrul comerțului"
          autoComplete="off"
          hint="De exemplu J40/123/2020 sau J2024000123008."
        />
        <AddressFields field={form.field} values={profile} />
        <TextField
          {...form.field("iban", profile?.iban ?? undefined)}
          label="IBAN"
          optional
          autoComplete="off"
        />
        <SaveButton order={order} pending={form.pending} />
      </form>
    </Disclosure>
  )
}
