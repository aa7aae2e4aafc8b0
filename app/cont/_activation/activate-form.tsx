"use client"

import { useEffect, useRef } from "react"
import { useFocusAfter } from "@/components/account/use-focus-after"
import { useButtonForm } from "@/components/forms/action-button-form"
import { useDraft } from "@/components/forms/drafts"
import { FormAlert } from "@/components/forms/form-alert"
import { Button } from "@/components/ui/button"
import type { ButtonTone } from "@/components/ui/button-style"
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
  /** Id of what takes the focus when the form leaves the page, because the package was started. */
  readonly thenFocus: string
  /** The page has one filled button. */
  readonly tone?: ButtonTone
  /** The button's text. */
  readonly label?: string
}

/**
 * One click: says before it when the package would start and end. Within the withdrawal period it needs the
 * express request; the box is not `required`, so that our sentence answers instead of the browser's.
 */
export function ActivateForm(props: Props) {
  const { id, about, activation, thenFocus, tone = "primary", label = "Activează" } = props
  const form = useButtonForm(activate, useDraft("activation", id))
  const whole = useFocusAfter(thenFocus)
  const box = useRef<HTMLInputElement>(null)
  const missing = form.state.fieldErrors?.["express"]
  useEffect(() => {
    if (missing && !form.pending) box.current?.focus()
  }, [missing, form.pending])
  return (
    <form {...form.props} ref={whole} className="grid gap-3">
      <FormAlert state={form.state} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seenStartsAt" value={activation.seenStartsAt} />
      <p>{periodWords(activation)}</p>
      {activation.asksExpress && (
        <div className="text-small">
          <CheckboxField
            ref={box}
            name="express"
            defaultValue={form.state.values?.["express"]}
            label={expressRequestText}
            error={missing}
          />
        </div>
      )}
      <Button
        type="submit"
        tone={tone}
        pending={form.pending}
        aria-label={`Activează ${about}`}
        className="md:min-w-70 md:justify-self-start"
      >
        {label}
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
