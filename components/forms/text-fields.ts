/**
 * The fields of a form as schemas read them, in the browser and on the server: the first text value of each
 * name. Files, repeated values and fields of the machinery (React's `$ACTION…`, our `$owner`) are dropped.
 */
export function textFields(form: Iterable<readonly [string, unknown]>): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$") && !Object.hasOwn(fields, name)) {
      fields[name] = value
    }
  }
  return fields
}
