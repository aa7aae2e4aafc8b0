"use client"

import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Disclosure } from "@/components/ui/disclosure"
import { TextField } from "@/components/ui/text-field"
import { saveIndividual } from "./actions"
import { AddressFields, type AddressValues } from "./address-fields"
import { SaveButton } from "./save-button"

const loadSchema = () => import("./profile.schema").then(({ individualSchema }) => individualSchema)

type Props = {
  readonly summary: string
  readonly profile?: AddressValues & { readonly id: string; readonly name: string }
  /** The customer's own name, for a first profile. */
  readonly ownName?: string
  /** The lines of the order that waits for these data, as the form sends them; undefined: none waits. */
  readonly order?: string | undefined
  /** Open from the start: it is the next step. */
  readonly isOpen?: boolean
}

export function IndividualForm({ summary, profile, ownName, order, isOpen = false }: Props) {
  const form = useActionForm({
    action: saveIndividual,
    loadSchema,
    begun: useDraft("individual", profile?.id),
  })
  return (
    <Disclosure summary={summary} about={profile?.name ?? ""} open={isOpen || form.state.status !== "idle"}>
      <form {...form.props} className="grid gap-5">
        <FormAlert state={form.state} />
        {profile && <input type="hidden" name="id" value={profile.id} />}
        {order !== undefined && <input type="hidden" name="order" value={order} />}
        <TextField
          {...form.field("name", profile?.name ?? ownName)}
          label="Nume și prenume"
          autoComplete="name"
        />
        <AddressFields field={form.field} values={profile} />
        <SaveButton order={order} pending={form.pending} />
      </form>
    </Disclosure>
  )
}
