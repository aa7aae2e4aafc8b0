"use client"

import { useEffect } from "react"
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
  useEffect(() => fillIn(form.props.ref.current), [form.props.ref])
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

/** The address that was typed at sign-in comes in the fragment, and goes from the page's address at once. */
function fillIn(form: HTMLFormElement | null) {
  const { hash, pathname, search } = window.location
  const typed = new URLSearchParams(hash.slice(1)).get("email")
  const field = form?.elements.namedItem("email")
  if (!typed || !(field instanceof HTMLInputElement)) return
  if (!field.value) field.value = typed
  window.history.replaceState(null, "", pathname + search)
}
