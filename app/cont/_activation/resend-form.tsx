"use client"

import { useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
import { Button } from "@/components/ui/button"
import { refresh } from "./actions"

type Props = {
  readonly linkId: string
  /** What runs on the card. */
  readonly packages: readonly { readonly code: string; readonly name: string }[]
}

/** The signal once more, for each package that runs. */
export function ResendForm({ linkId, packages }: Props) {
  const form = useButtonForm(refresh)
  return (
    <form {...form.props} className="grid gap-3 md:max-w-md">
      <FormAlert state={form.state} />
      <input type="hidden" name="link" value={linkId} />
      {packages.map(({ code, name }) => (
        <Button key={code} type="submit" name="package" value={code} tone="outline" pending={form.pending}>
          Retrimite semnalul pentru {name}
        </Button>
      ))}
    </form>
  )
}
