import { type ComponentProps, type ReactNode, useId } from "react"
import { controlStyle, descriptionOf, Field } from "./field"

type SelectFieldProps = Omit<ComponentProps<"select">, "id" | "className"> & {
  readonly label: string
  readonly name: string
  readonly hint?: ReactNode | undefined
  readonly error?: string | undefined
  /** Says so beside the label. */
  readonly optional?: boolean
  /** The words of the empty choice, which stands first. */
  readonly empty?: string
  /** Value and words of each choice, in order. */
  readonly choices: readonly (readonly [value: string, words: string])[]
}

export function SelectField({
  label,
  hint,
  error,
  optional = false,
  required = !optional,
  choices,
  empty = "Alege",
  ...select
}: SelectFieldProps) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <select
        {...select}
        {...descriptionOf(id, { hint, error })}
        id={id}
        aria-required={required}
        className={controlStyle(error)}
      >
        <option value="">{empty}</option>
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  )
}
