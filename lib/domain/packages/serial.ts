import type { Serial } from "@/lib/domain/ids/brand"
import { bareNumber } from "@/lib/domain/words/bare-number"

/** Ignores blanks, dashes and invisible signs. Null unless `length` digits remain (SERIAL_LENGTH). */
export function parseSerial(typed: string, length: number): Serial | null {
  const digits = bareNumber(typed)
  return digits.length === length && /^[0-9]+$/.test(digits) ? (digits as Serial) : null
}

/** In groups of four from the end, as printed on the card: "012 3456 7890". */
export const groupSerial = (serial: Serial): string => serial.replace(/(?=(?:\d{4})+$)/g, " ").trim()

/** The holder's name for the card, else its last four digits. */
export const smartcardName = (serial: Serial, label: string): string =>
  label || `Smartcard …${lastFour(serial)}`

export const lastFour = (serial: Serial): string => serial.slice(-4)
