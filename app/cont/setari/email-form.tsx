"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { changeEmail } from "./actions"

const loadSchema = () => import("./settings.schema").then(({ emailSchema }) => emailSchema)

export function EmailForm() {
  const form = useActionForm({ action: changeEmail, loadSchema })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <TextField
        {...form.field("email")}
        label="Adresa nouă de e-mail"
        type="email"
        autoComplete="email"
        hint="Îți trimitem acolo un link. Adresa veche rămâne până când confirmi."
      />
      <PasswordField {...form.field("currentPassword")} label="Parola ta" autoComplete="current-password" />
      <Button type="submit" tone="outline" pending={form.pending}>
        Schimbă adresa
      </Button>
    </form>
  )
}
