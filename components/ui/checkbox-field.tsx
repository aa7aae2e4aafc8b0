import { type ComponentProps, type ReactNode, useId } from "react"
import { descriptionOf, FieldError } from "./field"

type CheckboxFieldProps = Omit<
  ComponentProps<"input">,
  "id" | "className" | "type" | "value" | "defaultValue"
> & {
  readonly label: ReactNode
  readonly name: string
  readonly error?: string | undefined
  /** "on" when it was ticked before, as the form sends it. */
  readonly defaultValue?: string | undefined
}

export function CheckboxField({ label, error, defaultValue, ...input }: CheckboxFieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col">
      <div className="flex items-start">
        <span className="flex h-12 shrink-0 items-center">
          <input
            defaultChecked={defaultValue === "on"}
            {...input}
            {...descriptionOf(id, { error })}
            id={id}
            type="checkbox"
            value="on"
            className="size-6 shrink-0 rounded-small accent-action"
          />
        </span>
        <label htmlFor={id} className="min-h-12 grow cursor-pointer py-2.5 pl-3">
          {label}
        </label>
      </div>
      <FieldError id={id} error={error} />
    </div>
  )
}
