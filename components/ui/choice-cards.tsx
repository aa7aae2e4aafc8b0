import { type ComponentProps, type ReactNode, useId } from "react"
import { descriptionOf, FieldError } from "./field"

type Choice = { readonly value: string; readonly title: string; readonly note?: string }

type ChoiceCardsProps = Omit<ComponentProps<"input">, "id" | "className" | "type" | "value"> & {
  readonly legend: string
  readonly name: string
  readonly error?: string | undefined
  readonly choices: readonly Choice[]
  /** Under the choices: a link to what else there is. */
  readonly children?: ReactNode
}

/** One of a few, each with what tells it from the others. */
export function ChoiceCards({ legend, error, choices, defaultValue, children, ...input }: ChoiceCardsProps) {
  const id = useId()
  return (
    <fieldset {...descriptionOf(id, { error })} className="grid gap-2">
      <legend className="mb-1.5 font-strong">{legend}</legend>
      {choices.map(({ value, title, note }) => (
        <label
          key={value}
          className="flex min-h-14 cursor-pointer items-center gap-3 rounded-control border-2 border-line bg-paper px-4 py-2 has-checked:border-action has-checked:bg-active-ground has-focus-visible:outline-3 has-focus-visible:outline-focus"
        >
          <input
            {...input}
            type="radio"
            value={value}
            defaultChecked={value === defaultValue}
            className="size-6 shrink-0 accent-action"
          />
          <span className="min-w-0">
            <span className="block font-strong">{title}</span>
            {note && <span className="block text-muted text-small">{note}</span>}
          </span>
        </label>
      ))}
      <FieldError id={id} error={error} />
      {children}
    </fieldset>
  )
}
