"use client"

import { move } from "@/app/cont/_activation/actions"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { SelectField } from "@/components/ui/select-field"

const loadSchema = () =>
  import("@/app/cont/_activation/activation.schema").then(({ moveSchema }) => moveSchema)

type Props = {
  readonly id: string
  readonly cards: readonly {
    readonly linkId: string
    readonly name: string
    readonly runsUntil: string | null
  }[]
}

/** The choice shows what runs of the same package on each card. */
export function MoveForm({ id, cards }: Props) {
  const form = useActionForm({ action: move, loadSchema })
  return (
    <form {...form.props} className="grid gap-4">
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <SelectField
        {...form.field("link", cards.length === 1 ? cards[0]?.linkId : undefined)}
        label="Smartcardul pe care să fie"
        empty="Alege"
        choices={cards.map(({ linkId, name, runsUntil }) => [
          linkId,
          runsUntil ? `${name} · îl are până la ${runsUntil}` : `${name} · nu îl are`,
        ])}
      />
      <Button type="submit" tone="outline" pending={form.pending}>
        Mută
      </Button>
    </form>
  )
}
