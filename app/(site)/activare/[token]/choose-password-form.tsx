"use client"

import type { ReactNode } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { NewPasswordField } from "@/components/forms/new-password-field"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { confirmWithPassword } from "./actions"

const loadSchema = () =>
  import("./activation.schema").then(({ choosePasswordSchema }) => choosePasswordSchema)

type Props = {
  readonly token: string
  /** The id of the sign-up that the page shows. */
  readonly seen: string
  readonly email: string
  readonly fullName: string
  /** Sentences rendered on the server: why a password is chosen here, and the terms. */
  readonly reason: ReactNode
  readonly terms: ReactNode
}

export function ChoosePasswordForm({ token, seen, email, fullName, reason, terms }: Props) {
  const form = useActionForm({ action: confirmWithPassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="seen" value={seen} />
      {/* For password managers, and for the advice about a password made of the name or the address. */}
      <input type="text" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <input type="hidden" name="fullName" value={fullName} />
      <div className="grid gap-2">
        <NewPasswordField {...form.field("password")} label="Parolă" />
        {reason}
      </div>
      <CheckboxField {...form.field("marketing")} label="Vreau oferte pe e-mail (opțional)" />
      <div className="grid gap-3">
        <Button type="submit" block pending={form.pending}>
          CONFIRMARE
        </Button>
        {terms}
      </div>
    </form>
  )
}
