"use client"

import { useEffect, useRef } from "react"
import { useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
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

/**
 * One click: says before it when the package would start and end. Within the withdrawal period it needs the
 * express request; the box is not `required`, so that our sentence answers instead of the browser's.
 */
export function ActivateForm({ id, about, activation }: Props) {
  const form = useButtonForm(activate)
  const box = useRef<HTMLInputElement>(null)
  const missing = form.state.fieldErrors?.["express"]
  useEffect(() => {
    if (missing && !form.pending) box.current?.focus()
  }, [missing, form.pending])
  return (
    <form {...form.props} className="grid gap-3">
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seenStartsAt" value={activation.seenStartsAt} />
      <p>{periodWords(activation)}</p>
      {activation.asksExpress && (
        <div className="text-small">
          <CheckboxField ref={box} name="express" label={expressRequestText} error={missing} />
        </div>
      )}
      <Button type="submit" pending={form.pending} aria-label={`Activează ${about}`}>
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
