/**
 * What a form sends, as its schema reads it, in the browser and on the server alike: the first text value of each name.
 * Files, repeated fields and the framework's own fields never reach a schema.
 */
export function textFields(form: Iterable<readonly [string, unknown]>): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value === "string" && !name.startsWith("$ACTION") && !Object.hasOwn(fields, name)) {
      fields[name] = value
    }
  }
  return fields
}
