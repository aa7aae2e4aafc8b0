"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { NewPasswordField } from "@/components/forms/new-password-field"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { setNewPassword } from "./actions"

const loadSchema = () => import("./new-password.schema").then(({ newPasswordSchema }) => newPasswordSchema)

type Props = { readonly token: string; readonly email: string }

export function NewPasswordForm({ token, email }: Props) {
  const form = useActionForm({ action: setNewPassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <input type="hidden" name="token" value={token} />
      {/* For password managers, and for the advice about a password made of the address. */}
      <input type="text" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <NewPasswordField {...form.field("password")} label="Parola nouă" />
      <Button type="submit" block pending={form.pending}>
        Schimbă parola
      </Button>
    </form>
  )
}
