"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { NewPasswordField } from "@/components/forms/new-password-field"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { changePassword } from "./actions"

const loadSchema = () => import("./settings.schema").then(({ passwordSchema }) => passwordSchema)

export function PasswordForm({ email }: { readonly email: string }) {
  const form = useActionForm({ action: changePassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      {/* Tells a password manager whose password this is. */}
      <input type="text" autoComplete="username" defaultValue={email} hidden readOnly />
      <PasswordField
        {...form.field("currentPassword")}
        label="Parola de acum"
        autoComplete="current-password"
      />
      <NewPasswordField {...form.field("newPassword")} label="Parola nouă" />
      <Button type="submit" tone="outline" pending={form.pending}>
        Schimbă parola
      </Button>
    </form>
  )
}
