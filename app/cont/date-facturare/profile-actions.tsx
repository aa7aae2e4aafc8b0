"use client"

import { useNotify } from "@/components/account/notices"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { Disclosure } from "@/components/ui/disclosure"
import { makeDefault, remove } from "./actions"

const loadSchema = () => import("./profile.schema").then(({ profileIdSchema }) => profileIdSchema)

type Props = { readonly id: string; readonly name: string }

export function MakeDefaultForm({ id, name }: Props) {
  const form = useActionForm({ action: makeDefault, loadSchema, onDone: useNotify() })
  return (
    <form {...form.props} className="py-1">
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <Button type="submit" tone="text" pending={form.pending}>
        Alege ca implicit<span className="sr-only"> {name}</span>
      </Button>
    </form>
  )
}

export function RemoveForm({ id, name }: Props) {
  const form = useActionForm({ action: remove, loadSchema, onDone: useNotify() })
  return (
    <Disclosure summary="Șterge" about={name} open={form.state.status !== "idle"}>
      <form {...form.props} className="grid gap-4">
        <FormAlert state={form.state} />
        <input type="hidden" name="id" value={id} />
        <p>Facturile emise rămân așa cum sunt.</p>
        <Button type="submit" tone="outline" pending={form.pending}>
          Da, șterge „{name}”
        </Button>
      </form>
    </Disclosure>
  )
}
