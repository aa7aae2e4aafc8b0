"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { NewPasswordField } from "@/components/forms/new-password-field"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { TextField } from "@/components/ui/text-field"
import { signUp } from "./actions"

const loadSchema = () => import("./sign-up.schema").then(({ signUpSchema }) => signUpSchema)

export function SignUpForm({ termsUrl }: { readonly termsUrl: string }) {
  const form = useActionForm({ action: signUp, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <TextField {...form.field("fullName")} label="Nume și prenume" autoComplete="name" />
      <TextField {...form.field("email")} label="Adresă de e-mail" type="email" autoComplete="email" />
      <TextField {...form.field("phone")} label="Telefon" type="tel" autoComplete="tel" />
      <NewPasswordField {...form.field("password")} label="Parolă" />
      <CheckboxField
        {...form.field("terms")}
        label={
          <>
            Sunt de acord cu{" "}
            <a href={termsUrl} target="_blank" className="link" rel="noopener">
              Termenii
            </a>
          </>
        }
      />
      <CheckboxField {...form.field("marketing")} label="Vreau oferte pe e-mail (opțional)" />
      <Button type="submit" block pending={form.pending}>
        CREEAZĂ CONT
      </Button>
    </form>
  )
}
