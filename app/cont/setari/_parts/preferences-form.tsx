"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { alertDays } from "@/lib/domain/packages/subscription-state"
import { daysInWords } from "@/lib/domain/words/plural"
import { savePreferences } from "./actions"

const loadSchema = () => import("./settings.schema").then(({ preferencesSchema }) => preferencesSchema)

type Props = { readonly reminders: boolean; readonly marketing: boolean }

export function PreferencesForm({ reminders, marketing }: Props) {
  const form = useActionForm({ action: savePreferences, loadSchema })
  return (
    <form {...form.props} className="grid gap-3">
      <FormAlert state={form.state} />
      <CheckboxField
        {...form.field("reminders", reminders ? "on" : undefined)}
        label={`Amintește-mi pe e-mail cu ${daysInWords(alertDays)} înainte să expire un pachet`}
      />
      <CheckboxField
        {...form.field("marketing", marketing ? "on" : undefined)}
        label="Vreau oferte pe e-mail"
      />
      <div className="mt-2 grid">
        <Button type="submit" tone="outline" pending={form.pending}>
          Salvează alegerile
        </Button>
      </div>
    </form>
  )
}
