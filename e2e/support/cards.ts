/** The cards of the end-to-end tests, imported before the first test: one range of serials per kind. */
const ranges = { free: "0310", expiringSoon: "0320", blocked: "0330", lasting: "0340" } as const
export type CardKind = keyof typeof ranges

export const cardKinds = Object.keys(ranges) as CardKind[]
export const cardsPerKind = 3_000
const cardsPerWorker = 60
export const daysUntilExpiry = 4

export const serialOf = (kind: CardKind, index: number) => ranges[kind] + String(index).padStart(7, "0")

/** Every test takes unused cards: each worker process has its own part of the range. */
export function cardDispenser(workerIndex: number) {
  const next: Record<CardKind, number> = { free: 0, expiringSoon: 0, blocked: 0, lasting: 0 }
  return (kind: CardKind): string => {
    const index = workerIndex * cardsPerWorker + next[kind]
    if (next[kind]++ >= cardsPerWorker || index >= cardsPerKind) throw new Error(`No ${kind} card is left`)
    return serialOf(kind, index)
  }
}

/** As printed on the card. Customers type it with the blanks. */
export const printed = (serial: string) => `${serial.slice(0, 3)} ${serial.slice(3, 7)} ${serial.slice(7)}`

/** The civil day in Bucharest that many days from now, as "2026-11-23". */
export function bucharestDay(daysAhead: number): string {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Bucharest" }).format(new Date())
  const day = new Date(`${today}T12:00:00Z`)
  day.setUTCDate(day.getUTCDate() + daysAhead)
  return day.toISOString().slice(0, 10)
}

/** "2026-11-23" as the account shows it within two weeks: "luni, 23 nov.". */
export const asWeekday = (day: string) =>
  new Intl.DateTimeFormat("ro", { timeZone: "UTC", weekday: "long", day: "numeric", month: "short" }).format(
    new Date(`${day}T12:00:00Z`),
  )

/** "2026-11-23" as the screens show it: 23.11.2026. */
export const asWritten = (day: string) => day.split("-").reverse().join(".")
