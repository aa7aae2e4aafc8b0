"use client"

import { useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
import { Button } from "@/components/ui/button"
import { mail } from "./actions"

/** Sends the invoice by mail; afterwards the button says that it would be a second time. */
export function MailForm({ id }: { readonly id: string }) {
  const form = useButtonForm(mail)
  return (
    <form {...form.props} className="grid gap-3">
      <input type="hidden" name="id" value={id} />
      <Button type="submit" tone="outline" pending={form.pending}>
        {form.state.status === "done" ? "Trimite din nou" : "Trimite pe e-mail"}
      </Button>
      <FormAlert state={form.state} />
    </form>
  )
}
