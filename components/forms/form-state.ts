/** The answer of a form's action. `useActionForm` shows it, with and without JavaScript. */
export type FormState = {
  /** `kept`: not sent yet; the fields hold what was typed before the session ended elsewhere. */
  readonly status: "idle" | "invalid" | "refused" | "done" | "kept"
  /** About the whole form. */
  readonly message?: string | undefined
  /** The message under each field, by the field's name. */
  readonly fieldErrors?: Readonly<Record<string, string>>
  /** The typed values, to fill the form again. Never a password. */
  readonly values?: Readonly<Record<string, string>>
  /** Set by a question: fields that the next post carries, as its answer. */
  readonly answers?: Readonly<Record<string, string>>
  /** Nothing answered: the fields keep even a password. */
  readonly isUnsent?: true
  /** Set by a limit: seconds until the next attempt is allowed. */
  readonly retryAfterSeconds?: number
}

export const idle: FormState = { status: "idle" }

export const done = (message?: string): FormState => ({ status: "done", message })

/** A question: the same button pressed once more posts `answers` too. */
export const asked = (message: string, answers: Readonly<Record<string, string>>): FormState => ({
  ...{ status: "refused", message, answers },
})

/** A refusal about one field, or without `field` about the whole form. */
export const refused = (message: string, field?: string): FormState =>
  field ? { status: "refused", fieldErrors: { [field]: message } } : { status: "refused", message }
