import type { Mutant } from "./mutant"

const civilDate = "lib/domain/time/civil-date.ts"
const imports = "db/queries/import-subscriptions.ts"

/** Time and the nightly import. */
export const timeMutants: readonly Mutant[] = [
  {
    name: "a month has thirty days",
    file: civilDate,
    find: "  const { date, timeOfDayMs } = bucharestClock(instant)\n  const [year",
    replace:
      "  if (months > 0) return new Date(instant.getTime() + months * 30 * dayMs)\n  const { date, timeOfDayMs } = bucharestClock(instant)\n  const [year",
  },
  {
    name: "days begin at midnight in Greenwich",
    file: civilDate,
    find: `const zone = "Europe/Bucharest"`,
    replace: `const zone = "UTC"`,
  },
  {
    name: "the clock never changes",
    file: civilDate,
    find: "  const whole = Math.floor(instant / 1000) * 1000\n",
    replace: "  const whole = Math.floor(instant / 1000) * 1000\n  if (whole > 0) return 2 * 3_600_000\n",
  },
  {
    name: "the import refuses what customers bought",
    file: imports,
    find: "and (s.offer_id is not null or s.starts_at < p.starts_at and",
    replace: "and (s.starts_at < p.starts_at and",
  },
  {
    name: "the import does not know which card replaced another",
    file: imports,
    find: "case when k.status = 'blocked' then coalesce(k.replaced_by, k.id) else k.id end",
    replace: "k.id",
  },
  {
    name: "a reminder that was accepted and not sent keeps its claim",
    file: "lib/outbox/settle-mail-event.ts",
    find: "}, now)\n    await forgetAlertsOf(tx, id)\n    return\n",
    replace: "}, now)\n    return\n",
  },
]
