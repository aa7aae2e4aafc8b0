import type { App } from "@/lib/app"
import type { Serial } from "@/lib/domain/ids/brand"
import type { ImportLine } from "@/lib/domain/import-result"
import { parseSerial } from "@/lib/domain/packages/serial"
import { addDays, bucharestDate, bucharestInstant } from "@/lib/domain/time/civil-date"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { env } from "@/lib/env"

const length = env().SERIAL_LENGTH
export const options = { skipBad: false, serialLength: length, onBadLine: () => {} }
const serialOf = (range: string, index: number) => range + String(index).padStart(length - range.length, "0")

export const livingRoom = { serial: serialOf("012", 34_567_890 % 10 ** (length - 3)), label: "TV living" }
export const countryHouse = {
  serial: serialOf("012", 98_765_432 % 10 ** (length - 3)),
  label: "Casa de la țară",
}

/** Cards without a holder, for people who try the product (README). */
export const freeCards = Array.from({ length: 200 }, (_, index) => serialOf("02", index + 1))
export const blockedCard = serialOf("02", 999)

type DemoPeriod = {
  readonly card: string
  readonly packageCode: string
  readonly fromDays: number
  readonly toDays: number
}

/** A line of the import file: from noon to noon in Bucharest, in days from today. */
export function period({ now }: Pick<App, "now">, { card, packageCode, fromDays, toDays }: DemoPeriod) {
  const noon = (days: number) =>
    bucharestInstant(addDays(bucharestDate(now()), days), dayMs / 2).toISOString()
  return { serial: card, package_code: packageCode, starts_at: noon(fromDays), ends_at: noon(toDays) }
}

export function serial(text: string): Serial {
  const parsed = parseSerial(text, length)
  if (!parsed) throw new Error(`Not a serial: ${text}`)
  return parsed
}

export async function* linesOf<Column extends string>(
  rows: readonly Record<Column, string>[],
): AsyncGenerator<ImportLine<Column>> {
  for (const [index, columns] of rows.entries()) yield { line: index + 2, columns }
}
