/** What a form's action answers, with or without JavaScript: shown by `useActionForm`. */
export type FormState = {
  readonly status: "idle" | "invalid" | "refused" | "done"
  /** About the whole form, above it. */
  readonly message?: string | undefined
  /** Under each field, by its name. */
  readonly fieldErrors?: Readonly<Record<string, string>>
  /** What was typed, to fill the form again; never a password. */
  readonly values?: Readonly<Record<string, string>>
  /** When a limit refused: seconds until it is worth trying again. */
  readonly retryAfterSeconds?: number
}

export const idle: FormState = { status: "idle" }

export const done = (message?: string): FormState => ({ status: "done", message })

/** A refusal about one field when `field` is given, else about the whole form. */
export const refused = (message: string, field?: string): FormState =>
  field ? { status: "refused", fieldErrors: { [field]: message } } : { status: "refused", message }
