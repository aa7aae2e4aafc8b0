"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { PasswordField } from "@/components/ui/password-field"
import { close } from "./actions"

const loadSchema = () => import("./settings.schema").then(({ closeSchema }) => closeSchema)

export function CloseForm({ email }: { readonly email: string }) {
  const form = useActionForm({ action: close, loadSchema })
  return (
    <Disclosure summary="Vreau să închid contul" about="" open={form.state.status !== "idle"}>
      <form {...form.props} className="grid gap-5">
        <FormAlert state={form.state} />
        <input type="text" autoComplete="username" defaultValue={email} hidden readOnly />
        <PasswordField
          {...form.field("currentPassword")}
          label="Parola ta"
          autoComplete="current-password"
          hint="Contul nu mai poate fi refăcut."
        />
        <Button type="submit" tone="outline" pending={form.pending}>
          Închide contul definitiv
        </Button>
      </form>
    </Disclosure>
  )
}
