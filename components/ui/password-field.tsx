"use client"

import { useId, useState, useSyncExternalStore } from "react"
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
  const interactive = useInteractive()
  const [shown, setShown] = useState(false)
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <span className="relative flex">
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
        {interactive && (
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

const never = () => () => {}

/** False in what the server sends, true as soon as the page answers. */
const useInteractive = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
