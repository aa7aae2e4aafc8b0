type Forms = { readonly one: string; readonly few: string; readonly many: string }

/** A number with its noun, by CLDR's rules for Romanian: 1 zi · 5 zile · 20 de zile. */
function countOf(count: number, { one, few, many }: Forms): string {
  if (count === 1) return `${count} ${one}`
  const lastTwo = Math.abs(count) % 100
  const isFew = count === 0 || (lastTwo >= 1 && lastTwo <= 19)
  return isFew ? `${count} ${few}` : `${count} de ${many}`
}

export const dayCount = (days: number) => countOf(days, { one: "zi", few: "zile", many: "zile" })

const smallNumbers = ["zero", "o", "două", "trei", "patru", "cinci", "șase", "șapte", "opt", "nouă", "zece"]

/** "cinci zile". Above ten with digits. */
export const daysInWords = (days: number) =>
  dayCount(days).replace(/^\d+/, (digits) => smallNumbers[days] ?? digits)
export const secondCount = (seconds: number) =>
  countOf(seconds, { one: "secundă", few: "secunde", many: "secunde" })
export const minuteCount = (minutes: number) =>
  countOf(minutes, { one: "minut", few: "minute", many: "minute" })
export const hourCount = (hours: number) => countOf(hours, { one: "oră", few: "ore", many: "ore" })
export const monthCount = (months: number) => countOf(months, { one: "lună", few: "luni", many: "luni" })
export const digitCount = (digits: number) => countOf(digits, { one: "cifră", few: "cifre", many: "cifre" })
export const characterCount = (characters: number) =>
  countOf(characters, { one: "caracter", few: "caractere", many: "caractere" })
export const smartcardCount = (cards: number) =>
  countOf(cards, { one: "smartcard", few: "smartcarduri", many: "smartcarduri" })
export const deviceCount = (devices: number) =>
  countOf(devices, { one: "dispozitiv", few: "dispozitive", many: "dispozitive" })
export const channelCount = (channels: number) =>
  countOf(channels, { one: "canal", few: "canale", many: "canale" })
export const orderCount = (orders: number) =>
  countOf(orders, { one: "comandă", few: "comenzi", many: "comenzi" })
export const packageCount = (packages: number) =>
  countOf(packages, { one: "pachet", few: "pachete", many: "pachete" })

const thingCount = (things: number) => countOf(things, { one: "lucru", few: "lucruri", many: "lucruri" })

/** "Două lucruri": at the start of a sentence. Above ten with digits. */
export function thingsInWords(things: number): string {
  if (things === 1) return "Un lucru"
  const words = thingCount(things).replace(/^\d+/, (digits) => smallNumbers[things] ?? digits)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
