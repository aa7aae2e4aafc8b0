"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { NewPasswordField } from "@/components/forms/new-password-field"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { setNewPassword } from "./actions"

const loadSchema = () => import("./new-password.schema").then(({ newPasswordSchema }) => newPasswordSchema)

export function NewPasswordForm({ token }: { token: string }) {
  const form = useActionForm({ action: setNewPassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <input type="hidden" name="token" value={token} />
      <NewPasswordField {...form.field("password")} label="Parola nouă" />
      <Button type="submit" block pending={form.pending}>
        Schimbă parola
      </Button>
    </form>
  )
}
