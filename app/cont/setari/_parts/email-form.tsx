"use client"

import { useDraft } from "@/components/forms/drafts"
import { EmailField } from "@/components/forms/email-field"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { changeEmail } from "./actions"

const loadSchema = () => import("./settings.schema").then(({ emailSchema }) => emailSchema)

export function EmailForm({ email }: { readonly email: string }) {
  const form = useActionForm({ action: changeEmail, loadSchema, begun: useDraft("new-email") })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <EmailField
        {...form.field("email")}
        label="Adresa nouă de e-mail"
        autoComplete="email"
        hint="Îți trimitem acolo un link. Adresa veche rămâne până când confirmi."
      />
      {/* The address above is not the one that the password belongs to yet. */}
      <input type="text" autoComplete="username" defaultValue={email} hidden readOnly />
      <PasswordField {...form.field("currentPassword")} label="Parola ta" autoComplete="current-password" />
      <Button type="submit" tone="outline" pending={form.pending}>
        Schimbă adresa
      </Button>
    </form>
  )
}
