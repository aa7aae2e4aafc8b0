"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { unlink } from "./actions"

const loadSchema = () =>
  import("./smartcard.schema").then(({ unlinkSmartcardSchema }) => unlinkSmartcardSchema)

export function UnlinkForm({ id, name }: { readonly id: string; readonly name: string }) {
  const form = useActionForm({ action: unlink, loadSchema })
  return (
    <form {...form.props} className="grid gap-4">
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <p>Pachetele rămân active pe smartcard, dar nu le mai vezi aici. Îl poți adăuga din nou oricând.</p>
      <Button type="submit" tone="outline" pending={form.pending}>
        Scoate „{name}” din cont
      </Button>
    </form>
  )
}
