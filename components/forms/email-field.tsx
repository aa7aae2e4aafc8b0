"use client"

import { type FocusEvent, type ReactNode, useState } from "react"
import { TextField, type TextFieldProps } from "@/components/ui/text-field"

/**
 * An e-mail address. Leaving the field with a domain that is mistyped asks whether another one was meant; the
 * question never stops the form. Its code is loaded then.
 */
export function EmailField({ onBlur, ...props }: TextFieldProps) {
  const [question, setQuestion] = useState<ReactNode>()

  function ask(event: FocusEvent<HTMLInputElement>) {
    const field = event.currentTarget
    onBlur?.(event)
    import("./domain-question").then(
      ({ domainQuestion }) => setQuestion(domainQuestion(field, () => setQuestion(null))),
      withoutNetwork,
    )
  }

  return (
    <div>
      <TextField type="email" autoComplete="username" {...props} onBlur={ask} />
      {/* Rendered from the start: screen readers announce changes only in a region that they know. */}
      <div role="status">{question}</div>
    </div>
  )
}

/** No question then: sending the form says that the network is away. */
const withoutNetwork = () => {}
