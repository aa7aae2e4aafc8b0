"use client"

import { EmailField } from "@/components/forms/email-field"
import { FormAlert } from "@/components/forms/form-alert"
import { NewPasswordField } from "@/components/forms/new-password-field"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { TextField } from "@/components/ui/text-field"
import { signUp } from "./actions"

const loadSchema = () => import("./sign-up.schema").then(({ signUpSchema }) => signUpSchema)

type Props = { readonly termsUrl: string; readonly privacyUrl: string }

export function SignUpForm({ termsUrl, privacyUrl }: Props) {
  const form = useActionForm({ action: signUp, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <TextField {...form.field("fullName")} label="Nume și prenume" autoComplete="name" />
      <EmailField
        {...form.field("email")}
        label="Adresă de e-mail"
        hint="Aici îți trimitem linkul de activare și alertele de expirare."
      />
      <TextField
        {...form.field("phone")}
        label="Telefon"
        type="tel"
        autoComplete="tel"
        hint="Te sunăm numai pentru comenzile tale."
      />
      <NewPasswordField {...form.field("password")} label="Parolă" />
      <CheckboxField
        {...form.field("terms")}
        label={
          <>
            Sunt de acord cu{" "}
            <a href={termsUrl} target="_blank" className="link" rel="noopener">
              Termenii
            </a>{" "}
            (într-o filă nouă)
          </>
        }
      />
      <CheckboxField {...form.field("marketing")} label="Vreau oferte pe e-mail (opțional)" />
      <p className="text-muted text-small">
        Cum folosim datele:{" "}
        <a href={privacyUrl} target="_blank" className="link" rel="noopener">
          Confidențialitate
        </a>{" "}
        (într-o filă nouă).
      </p>
      <Button type="submit" block pending={form.pending}>
        CREEAZĂ CONT
      </Button>
    </form>
  )
}
