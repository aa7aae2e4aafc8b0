/**
 * `npm run import -- smartcards|subscriptions FILE.csv`, with `--skip-bad` to leave bad lines out instead of
 * refusing the file, and `npm run import -- catalogue FILE.json`. `--dry-run` prints the changes and writes
 * nothing. Uses DATABASE_URL, or else the database of
 * the `npm start` that runs here.
 */
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { parseArgs } from "node:util"
import { closeApp, type StorageApp, storageApp } from "@/lib/app-context"
import { importCatalogue } from "@/lib/catalogue/import-catalogue"
import type { BadLine } from "@/lib/domain/import-result"
import type { OperatorName } from "@/lib/domain/people/operator-name"
import {
  importSmartcards,
  optionalSmartcardColumns,
  smartcardColumns,
} from "@/lib/smartcards/import-smartcards"
import { importSubscriptions, subscriptionColumns } from "@/lib/subscriptions/import-subscriptions"
import { adoptRunningEnvironment } from "@/scripts/lib/running-environment"
import { fail } from "./fail"
import { startProgress } from "./import-progress"
import { print, printError } from "./print"
import { readCsv, sizeOf, UnreadableFile } from "./read-csv"
import { runCommand } from "./run-command"

const usage =
  "Usage: npm run import -- smartcards|subscriptions FILE.csv [--skip-bad] [--dry-run], or npm run import -- catalogue FILE.json [--dry-run]"
const kinds = ["smartcards", "subscriptions", "catalogue"] as const
type Kind = (typeof kinds)[number]

const longestCatalogueBytes = 5_000_000
const dryRunEnd = "Dry run: nothing was written."

// Below every constant: a module runs from top to bottom, and `main` reads them.
await runCommand(main)

async function main(operatorName: OperatorName): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      "skip-bad": { type: "boolean", default: false },
      "dry-run": { type: "boolean", default: false },
    },
  })
  const [wanted, given] = positionals
  const kind = kinds.find((one) => one === wanted)
  if (!given || positionals.length > 2 || !kind) return fail(usage)
  const file = resolve(process.env.INIT_CWD ?? ".", given)
  adoptRunningEnvironment()
  const url = process.env.DATABASE_URL
  if (!url) return fail("Set DATABASE_URL, or start the product with npm start.")
  const app = storageApp(url, operatorName)
  const options = { file, onChange: values["dry-run"] ? print : undefined }
  try {
    return await (kind === "catalogue"
      ? importCatalogueFile(app, options)
      : importLinesFile(app, { ...options, kind, skipBad: values["skip-bad"] }))
  } catch (error) {
    if (error instanceof UnreadableFile) return fail(`${error.message}. Nothing was written.`)
    throw error
  } finally {
    await closeApp(app)
  }
}

type File = {
  readonly file: string
  /** Given in a dry run. */
  readonly onChange: ((change: string) => void) | undefined
}
type LinesFile = File & { readonly kind: Exclude<Kind, "catalogue">; readonly skipBad: boolean }

async function importLinesFile(app: StorageApp, given: LinesFile): Promise<number> {
  const { kind, file, skipBad, onChange } = given
  const started = performance.now()
  const progress = startProgress(sizeOf(file))
  const onBadLine = ({ line, reason }: BadLine) => printError(`line ${line}: ${reason}`)
  const options = { skipBad, onBadLine, onChange, serialLength: Number(process.env.SERIAL_LENGTH || 11) }
  const source = <Column extends string>(columns: readonly Column[], optional = 0) =>
    progress.counting(readCsv(file, { columns, optional }, progress.onBytes))
  // Also after an error: a running bar keeps the process alive.
  const counts = await (kind === "smartcards"
    ? importSmartcards(app, source(smartcardColumns, optionalSmartcardColumns), options)
    : importSubscriptions(app, source(subscriptionColumns), options)
  ).finally(progress.stop)

  const { read, inserted, updated, unchanged, stored, bad, applied } = counts
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  print(
    `${read} lines read in ${seconds} s: ${inserted} new, ${updated} updated, ${unchanged} unchanged (${stored} inside stored periods), ${bad} bad`,
  )
  if (onChange && (bad === 0 || skipBad)) {
    print(dryRunEnd)
    return 0
  }
  if (!applied) return fail("Nothing was written. Mend the bad lines, or leave them out with --skip-bad.")
  return 0
}

async function importCatalogueFile(app: StorageApp, { file, onChange }: File): Promise<number> {
  const imported = await importCatalogue(app, readJson(file), { isDemo: false, onChange })
  if (!imported.ok) {
    for (const problem of imported.problems) printError(problem)
    return fail("Nothing was written. Mend the file and import it again.")
  }
  const { packages, offers, ended, withdrawnRates } = imported
  print(`${packages} packages with ${offers} offers; ${ended} other offers taken off sale`)
  if (withdrawnRates > 0) print(`${withdrawnRates} VAT rates that had not begun are withdrawn`)
  if (onChange) print(dryRunEnd)
  return 0
}

function readJson(file: string): unknown {
  if (sizeOf(file) > longestCatalogueBytes) throw new UnreadableFile(`${file} is too long for a catalogue`)
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file)))
  } catch (error) {
    throw new UnreadableFile(
      `${file} is not JSON in UTF-8: ${error instanceof Error ? error.message : error}`,
    )
  }
}
