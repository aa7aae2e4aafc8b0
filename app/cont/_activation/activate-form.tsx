"use client"

import { ActionButtonForm } from "@/components/forms/action-button-form"
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
  return (
    <ActionButtonForm
      action={activate}
      hidden={{ id, seenStartsAt: activation.seenStartsAt }}
      label="Activează"
      ariaLabel={`Activează ${about}`}
      className="gap-3"
    >
      <p>{periodWords(activation)}</p>
      {activation.asksExpress && (
        <div className="text-small">
          <CheckboxField name="express" label={expressRequestText} />
        </div>
      )}
    </ActionButtonForm>
  )
}

function periodWords({ firstDay, lastDay }: ActivationPreview): string {
  const until = `ține până la ${formatDate(lastDay)}`
  return firstDay
    ? `Începe la ${formatDate(firstDay)}, după cel care merge acum, și ${until}.`
    : `Pornește imediat și ${until}.`
}
