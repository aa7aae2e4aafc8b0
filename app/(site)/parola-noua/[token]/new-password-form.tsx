"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { setNewPassword } from "./actions"

const loadSchema = () => import("./new-password.schema").then(({ newPasswordSchema }) => newPasswordSchema)

export function NewPasswordForm({ token }: { token: string }) {
  const form = useActionForm({ action: setNewPassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <input type="hidden" name="token" value={token} />
      <PasswordField
        {...form.field("password")}
        label="Parola nouă"
        autoComplete="new-password"
        hint="Cel puțin 12 caractere. Trei cuvinte la întâmplare sunt o parolă bună."
      />
      <Button type="submit" block pending={form.pending}>
        Schimbă parola
      </Button>
    </form>
  )
}
