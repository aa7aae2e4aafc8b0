"use client"

import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { endOthers, endSession } from "./actions"

const loadSession = () => import("./settings.schema").then(({ sessionSchema }) => sessionSchema)
const loadOthers = () => import("./settings.schema").then(({ otherSessionsSchema }) => otherSessionsSchema)

export function EndSessionForm({ id, device }: { readonly id: string; readonly device: string }) {
  const form = useActionForm({ action: endSession, loadSchema: loadSession })
  return (
    <form {...form.props}>
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" tone="outline" pending={form.pending}>
        Deconectează<span className="sr-only"> {device}</span>
      </Button>
    </form>
  )
}

export function EndOthersForm() {
  const form = useActionForm({ action: endOthers, loadSchema: loadOthers })
  return (
    <form {...form.props} className="mt-4 grid gap-4">
      <FormAlert state={form.state} />
      <Button type="submit" tone="outline" pending={form.pending}>
        Deconectează toate celelalte
      </Button>
    </form>
  )
}
