"use client"

import { useActionState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { idle } from "@/components/forms/form-state"
import { Button } from "@/components/ui/button"
import { CheckboxField } from "@/components/ui/checkbox-field"
import { expressRequestText } from "@/lib/domain/packages/express-request"
import { formatDate } from "@/lib/domain/time/civil-date"
import type { ActivationPreview } from "@/lib/subscriptions/activation-preview"
import { activate } from "./actions"

type Props = {
  readonly id: string
  /** "Familia pe „TV living”": for those who hear the page and would hear the same word for every button. */
  readonly about: string
  readonly activation: ActivationPreview
}

/** One click: says before it when the package would start and end. */
export function ActivateForm({ id, about, activation }: Props) {
  const [state, send, pending] = useActionState(activate, idle)
  return (
    <form action={send} className="grid gap-3">
      <FormAlert state={state} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seenStartsAt" value={activation.seenStartsAt} />
      <p>{periodWords(activation)}</p>
      {activation.asksExpress && (
        <div className="text-small">
          <CheckboxField name="express" label={expressRequestText} />
        </div>
      )}
      <Button type="submit" pending={pending} aria-label={`Activează ${about}`}>
        Activează
      </Button>
    </form>
  )
}

function periodWords({ firstDay, lastDay }: ActivationPreview): string {
  const until = `ține până la ${formatDate(lastDay)}`
  return firstDay
    ? `Începe la ${formatDate(firstDay)}, după cel care merge acum, și ${until}.`
    : `Pornește imediat și ${until}.`
}
