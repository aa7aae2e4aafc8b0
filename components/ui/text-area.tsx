import { type ComponentProps, type ReactNode, useId } from "react"
import { controlStyle, descriptionOf, Field } from "./field"

type TextAreaProps = Omit<ComponentProps<"textarea">, "id" | "className" | "placeholder"> & {
  readonly label: string
  readonly name: string
  readonly hint?: ReactNode | undefined
  readonly error?: string | undefined
}

/** A text of several lines. */
export function TextArea({ label, hint, error, rows = 6, ...area }: TextAreaProps) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <textarea
        {...area}
        {...descriptionOf(id, { hint, error })}
        id={id}
        rows={rows}
        aria-required
        className={`${controlStyle(error)} py-3`}
      />
    </Field>
  )
}
