const form =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/

/**
 * ISO 8601 with an offset; seconds are optional. Null for anything else, and for days that do not exist or
 * are outside 2000–2100.
 */
export function parseInstant(text: string): Date | null {
  const [, year = "", month = "", day = ""] = form.exec(text) ?? []
  const calendarDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (!form.test(text) || Number(year) < 2000 || Number(year) > 2100) return null
  return calendarDay.toISOString().startsWith(`${year}-${month}-${day}`) ? new Date(text) : null
}
