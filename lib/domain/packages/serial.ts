import type { Serial } from "@/lib/domain/ids/brand"

/** Spaces and dashes are ignored; what is left must be that many digits (SERIAL_LENGTH). Null otherwise. */
export function parseSerial(typed: string, length: number): Serial | null {
  const digits = typed.replace(/[\s\u2010-\u2015-]/g, "")
  return digits.length === length && /^[0-9]+$/.test(digits) ? (digits as Serial) : null
}

/** As it is printed on the card: in fours from the end, "012 3456 7890". */
export const groupSerial = (serial: Serial): string => serial.replace(/(?=(?:\d{4})+$)/g, " ").trim()

/** What a card is called: by its holder, else by its end. */
export const smartcardName = (serial: Serial, label: string): string =>
  label || `Smartcard …${lastFour(serial)}`

export const lastFour = (serial: Serial): string => serial.slice(-4)
