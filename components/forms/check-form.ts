import type { FieldErrors } from "react-hook-form"
import type { z } from "zod"
import { textFields } from "./text-fields"

export type LoadSchema = () => Promise<z.ZodType>

type Values = Record<string, string>

/**
 * Errors by field name. When the schema cannot be loaded there are none: the server checks the form again
 * anyway.
 */
export async function checkForm(form: HTMLFormElement, loadSchema: LoadSchema): Promise<FieldErrors<Values>> {
  const schema = await loadSchema().catch(() => null)
  const parsed = schema?.safeParse(textFields(new FormData(form)))
  const errors: FieldErrors<Values> = {}
  for (const { path, message } of parsed?.error?.issues ?? []) {
    const name = String(path[0] ?? "")
    if (form.elements.namedItem(name)) errors[name] ??= { type: "schema", message }
  }
  return errors
}
