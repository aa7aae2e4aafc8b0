"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { forgotPassword } from "./actions"

const loadSchema = () =>
  import("./forgot-password.schema").then(({ forgotPasswordSchema }) => forgotPasswordSchema)

export function ForgotPasswordForm() {
  const form = useActionForm({ action: forgotPassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <TextField
        {...form.field("email")}
        label="Adresă de e-mail"
        type="email"
        autoComplete="username"
        hint="Adresa cu care ai creat contul."
      />
      <Button type="submit" block pending={form.pending}>
        Trimite linkul
      </Button>
    </form>
  )
}
