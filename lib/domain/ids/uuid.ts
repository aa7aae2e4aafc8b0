import type { Brand } from "./brand"

/** A UUID as PostgreSQL prints it: lower case, with dashes. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** Parses an id from outside (URL, form, webhook, command line). Null if the text is not a UUID. */
export const parseId = <Id extends Brand<string, string>>(text: string): Id | null =>
  isUuid(text) ? (text as Id) : null
