import { type ComponentProps, type ReactNode, useId } from "react"
import { controlStyle, descriptionOf, Field } from "./field"

export type TextFieldProps = Omit<ComponentProps<"input">, "id" | "className" | "placeholder"> & {
  readonly label: string
  readonly name: string
  readonly hint?: ReactNode | undefined
  readonly error?: string | undefined
  /** Says so beside the label. */
  readonly optional?: boolean
}

export function TextField({
  label,
  hint,
  error,
  optional = false,
  required = !optional,
  ...input
}: TextFieldProps) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <input
        type="text"
        {...input}
        {...descriptionOf(id, { hint, error })}
        id={id}
        aria-required={required}
        className={controlStyle(error)}
      />
    </Field>
  )
}
