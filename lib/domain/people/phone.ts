import type { Brand } from "@/lib/domain/ids/brand"
import { bareNumber } from "@/lib/domain/words/bare-number"

/** In the international form, "+40722123456". */
export type Phone = Brand<string, "Phone">

/** A Romanian number as "0722 123 456"; a foreign number stays international. */
export function formatPhone(phone: string): string {
  const [, ...parts] = /^\+4(0\d{3})(\d{3})(\d{3})$/.exec(phone) ?? []
  return parts.length > 0 ? parts.join(" ") : phone
}

/** A written number on one line of a screen (`unbrokenNumbers` does it in mails). Documents keep blanks. */
export const unbrokenPhone = (phone: string): string => phone.replaceAll(" ", "\u00a0")

/**
 * Romanian numbers with or without the country code, foreign numbers with + or 00. Ignores what groups the
 * digits, invisible signs, and the zero of "+40 (0)722": brackets around it mean that it is not dialled
 * after the country code. Null for anything else.
 */
export function parsePhone(typed: string): Phone | null {
  if (typed.length > 40) return null
  const bare = bareNumber(typed)
  const compact = (/^\(?(?:\+|00)/.test(bare) ? bare.replace("(0)", "") : bare)
    .replace(/[()./]/g, "")
    .replace(/^00/, "+")
  const [, romanian] = /^(?:0|\+?400?)([237]\d{8})$/.exec(compact) ?? []
  if (romanian) return `+40${romanian}` as Phone
  return /^\+(?!40)[1-9]\d{6,14}$/.test(compact) ? (compact as Phone) : null
}
