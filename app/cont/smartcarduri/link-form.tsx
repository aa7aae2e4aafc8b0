"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { link } from "./actions"

const loadSchema = () => import("./smartcard.schema").then(({ linkSmartcardSchema }) => linkSmartcardSchema)

export function LinkForm() {
  const form = useActionForm({ action: link, loadSchema })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <TextField
        {...form.field("serial")}
        label="Seria smartcardului"
        inputMode="numeric"
        autoComplete="off"
        hint="Cifrele tipărite pe smartcardul din decodor. Spațiile nu contează."
      />
      <TextField
        {...form.field("label")}
        label="Numele smartcardului"
        optional
        autoComplete="off"
        maxLength={40}
        hint="Ca să îl recunoști, de exemplu TV living."
      />
      <Button type="submit" block pending={form.pending}>
        Adaugă smartcardul
      </Button>
    </form>
  )
}
