import type { Brand } from "./brand"

/** A UUID as PostgreSQL prints it: lower case, with dashes. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

/** The id in a text from outside (an address, a form, a webhook, a command line); null when it is none. */
export const parseId = <Id extends Brand<string, string>>(text: string): Id | null =>
  isUuid(text) ? (text as Id) : null
