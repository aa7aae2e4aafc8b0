import clsx from "clsx"
import type { ReactNode } from "react"

type FieldProps = {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode | undefined
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly children: ReactNode
}

/** Label above, control, error and hint under it: the frame of every text field. */
export function Field({ id, label, hint, error, optional = false, children }: FieldProps) {
  return (
    <div className="flex flex-col">
      <label htmlFor={id} className="mb-1.5 font-strong">
        {label}
        {optional && <span className="font-normal text-muted"> (opțional)</span>}
      </label>
      {children}
      <FieldError id={id} error={error} />
      {hint && (
        <p id={hintId(id)} className="mt-1.5 text-muted text-small">
          {hint}
        </p>
      )}
    </div>
  )
}

export function FieldError({ id, error }: { readonly id: string; readonly error?: string | undefined }) {
  if (!error) return null
  return (
    <p id={errorId(id)} className="mt-1.5 font-strong text-over text-small">
      {error}
    </p>
  )
}

const hintId = (id: string) => `${id}-hint`
const errorId = (id: string) => `${id}-error`

/** What a screen reader says of a control beside its label. */
export function descriptionOf(
  id: string,
  { hint, error }: { hint?: ReactNode | undefined; error?: string | undefined },
) {
  const parts = [error && errorId(id), hint && hintId(id)].filter(Boolean)
  return {
    "aria-invalid": error ? true : undefined,
    "aria-describedby": parts.length > 0 ? parts.join(" ") : undefined,
  } as const
}

export const controlStyle = (error: string | undefined) =>
  clsx(
    "min-h-13 w-full rounded-control bg-paper px-3.5 text-body text-ink figures focus-visible:rounded-control",
    // Two pixels of border in place of one must not move what stands in the field.
    error ? "border-2 border-over px-[0.8125rem]" : "border border-edge",
  )
