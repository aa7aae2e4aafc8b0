import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bucharestDay, cardKinds, cardsPerKind, daysUntilExpiry, serialOf } from "./cards"

/** Imports the cards as the operator does: from files, with `npm run import`. */
export default function importCards() {
  const folder = mkdtempSync(join(tmpdir(), "focus-sat-e2e-"))
  try {
    importFile(folder, "smartcards", ["serial,status", ...registry()])
    importFile(folder, "subscriptions", ["serial,package_code,starts_at,ends_at", ...running()])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function importFile(folder: string, kind: string, lines: string[]) {
  const file = join(folder, `${kind}.csv`)
  writeFileSync(file, `${lines.join("\n")}\n`)
  execFileSync("npm", ["run", "--silent", "import", "--", kind, file], {
    stdio: ["ignore", "ignore", "inherit"],
  })
}

const indexes = Array.from({ length: cardsPerKind }, (_, index) => index)

const registry = () =>
  cardKinds.flatMap((kind) =>
    indexes.map((index) => `${serialOf(kind, index)},${kind === "blocked" ? "blocked" : "in_service"}`),
  )

/** Ends at noon, so that the last day is the same in summer and winter time. */
const running = () => [
  ...indexes.map((index) => period(serialOf("expiringSoon", index), daysUntilExpiry)),
  ...indexes.map((index) => period(serialOf("lasting", index), 173)),
]

const period = (serial: string, daysAhead: number) =>
  `${serial},familia,${bucharestDay(daysAhead - 200)}T12:00:00+02:00,${bucharestDay(daysAhead)}T12:00:00+02:00`
