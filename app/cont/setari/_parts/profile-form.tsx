"use client"

import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { saveProfile } from "./actions"

const loadSchema = () => import("./settings.schema").then(({ profileSchema }) => profileSchema)

export function ProfileForm({ fullName, phone }: { readonly fullName: string; readonly phone: string }) {
  const form = useActionForm({ action: saveProfile, loadSchema, begun: useDraft("profile") })
  return (
    <form {...form.props} className="grid gap-5">
      <FormAlert state={form.state} />
      <TextField {...form.field("fullName", fullName)} label="Nume și prenume" autoComplete="name" />
      <TextField {...form.field("phone", phone)} label="Telefon" type="tel" autoComplete="tel" />
      <Button type="submit" tone="outline" pending={form.pending}>
        Salvează datele
      </Button>
    </form>
  )
}
