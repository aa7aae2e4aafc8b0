"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { paths } from "@/lib/paths"
import { signIn } from "./actions"

const loadSchema = () => import("./sign-in.schema").then(({ signInSchema }) => signInSchema)

export function SignInForm() {
  const form = useActionForm({ action: signIn, loadSchema })
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <TextField {...form.field("email")} label="Adresă de e-mail" type="email" autoComplete="username" />
      <PasswordField {...form.field("password")} label="Parolă" autoComplete="current-password" />
      <Button type="submit" block pending={form.pending}>
        Intră în cont
      </Button>
      <a href={paths.forgotPassword} className="inline-flex min-h-12 items-center justify-center link">
        Ai uitat parola?
      </a>
    </form>
  )
}
