"use client"

import { EmailField } from "@/components/forms/email-field"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { forgotPassword } from "./actions"

const loadSchema = () =>
  import("./forgot-password.schema").then(({ forgotPasswordSchema }) => forgotPasswordSchema)

export function ForgotPasswordForm() {
  const form = useActionForm({ action: forgotPassword, loadSchema })
  const isSent = form.state.status === "done"
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <EmailField {...form.field("email")} label="Adresă de e-mail" hint="Adresa cu care ai creat contul." />
      <Button type="submit" tone={isSent ? "outline" : "primary"} block pending={form.pending}>
        {isSent ? "Trimite la altă adresă" : "Trimite linkul"}
      </Button>
    </form>
  )
}
