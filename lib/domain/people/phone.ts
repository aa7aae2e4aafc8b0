import type { Brand } from "@/lib/domain/ids/brand"

/** In the international form, "+40722123456". */
export type Phone = Brand<string, "Phone">

/** A Romanian number as "0722 123 456"; a foreign number stays international. */
export function formatPhone(phone: string): string {
  const [, ...parts] = /^\+4(0\d{3})(\d{3})(\d{3})$/.exec(phone) ?? []
  return parts.length > 0 ? parts.join(" ") : phone
}

/**
 * Romanian numbers with or without the country code, foreign numbers with + or 00. Blanks, dots, dashes,
 * slashes and brackets are ignored. Null for anything else.
 */
export function parsePhone(typed: string): Phone | null {
  if (typed.length > 40) return null
  const compact = typed
    .trim()
    .replace(/[\s().\u2010-\u2015/-]/g, "")
    .replace(/^00/, "+")
  const international = /^0[237]\d{8}$/.test(compact) ? `+4${compact}` : compact
  const isRomanian = /^\+40[237]\d{8}$/.test(international)
  const isForeign = /^\+(?!40)[1-9]\d{6,14}$/.test(international)
  return isRomanian || isForeign ? (international as Phone) : null
}
