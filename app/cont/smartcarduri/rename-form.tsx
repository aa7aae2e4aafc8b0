"use client"

import { CardNameField } from "@/components/account/card-name-field"
import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { rename } from "./actions"

const loadSchema = () =>
  import("./smartcard.schema").then(({ renameSmartcardSchema }) => renameSmartcardSchema)

type Props = { readonly id: string; readonly label: string }

export function RenameForm({ id, label }: Props) {
  const form = useActionForm({ action: rename, loadSchema, begun: useDraft("smartcard-name", id) })
  return (
    <form {...form.props} className="grid gap-4">
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <CardNameField {...form.field("label", label)} label="Nume nou" />
      <Button type="submit" tone="outline" pending={form.pending}>
        Salvează numele
      </Button>
    </form>
  )
}
