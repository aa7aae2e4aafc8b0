"use client"

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
  readonly email: string
  readonly fullName: string
  readonly termsUrl: string
}

export function ChoosePasswordForm({ token, email, fullName, termsUrl }: Props) {
  const form = useActionForm({ action: confirmWithPassword, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <input type="hidden" name="token" value={token} />
      {/* For password managers, and for the advice about a password made of the name or the address. */}
      <input type="text" name="email" autoComplete="username" defaultValue={email} hidden readOnly />
      <input type="hidden" name="fullName" value={fullName} />
      <div className="grid gap-2">
        <NewPasswordField {...form.field("password")} label="Parolă" />
        <p className="text-muted text-small">
          Parola se alege aici, pentru că linkul s-a deschis în alt browser decât cel în care s-a cerut
          contul. Poate fi aceeași.
        </p>
      </div>
      <CheckboxField {...form.field("marketing")} label="Vreau oferte pe e-mail (opțional)" />
      <div className="grid gap-3">
        <Button type="submit" block pending={form.pending}>
          CONFIRMARE
        </Button>
        <p className="text-muted text-small">
          Dacă apeși CONFIRMARE, ești de acord cu{" "}
          <a href={termsUrl} target="_blank" className="link" rel="noopener">
            Termenii
          </a>
          .
        </p>
      </div>
    </form>
  )
}
