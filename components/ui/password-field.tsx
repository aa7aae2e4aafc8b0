"use client"

import { useEffect, useId, useRef, useState } from "react"
import { controlStyle, descriptionOf, Field } from "./field"
import type { TextFieldProps } from "./text-field"

/** The switch that shows the password appears once JavaScript runs; its place is kept from the start. */
export function PasswordField({
  label,
  hint: hintWhenRight,
  error,
  optional = false,
  defaultValue: _neverFilled,
  type: _alwaysPassword,
  ...input
}: TextFieldProps) {
  const id = useId()
  // The message says the same, and more to the point.
  const hint = error ? undefined : hintWhenRight
  /** Null until the page answers: without JavaScript there is no switch. */
  const [shown, setShown] = useState<boolean | null>(null)
  const frame = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    // A shown password is a text: browsers would keep it among what was typed into the form before.
    const hide = () => setShown(false)
    frame.current?.closest("form")?.addEventListener("submit", hide)
    hide()
  }, [])
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <span ref={frame} className="relative flex">
        <input
          {...input}
          {...descriptionOf(id, { hint, error })}
          id={id}
          type={shown ? "text" : "password"}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-required={!optional}
          className={`${controlStyle(error)} pr-26`}
        />
        {shown !== null && (
          <button
            type="button"
            aria-controls={id}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0.5 right-0.5 min-w-24 rounded-control px-3 font-strong text-link text-small focus-visible:rounded-control"
          >
            {shown ? "Ascunde" : "Arată"}
            <span className="sr-only"> parola</span>
          </button>
        )}
      </span>
    </Field>
  )
}
