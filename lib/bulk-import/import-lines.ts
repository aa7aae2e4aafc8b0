import "server-only"
import { allowLongStatements, type DbOrTx, transactionOnce } from "@/db/client"
import type { App } from "@/lib/app"
import { type Operator, operator, recordEvent } from "@/lib/audit/record-event"
import type { BadLine, ImportCounts, ImportLine } from "@/lib/domain/import-result"

/** Lines staged by one statement: memory stays flat for files of any length. */
const linesAtOnce = 5_000

/** An import needs no vendor. */
export type ImportApp = Pick<App, "db" | "now" | "operatorName">

export type ImportOptions = {
  /** Leaves bad lines out instead of refusing the whole file. */
  readonly skipBad: boolean
  /** Called with each bad line as soon as it is found. */
  readonly onBadLine: (bad: BadLine) => void
  /** If given, nothing is written; it is called with the first changes that the file would make. */
  readonly onChange?: ((change: string) => void) | undefined
}

/** A kind of file: how its lines are parsed, and the statements that check and apply them. */
export type ImportKind<Column extends string, Parsed> = {
  /** What the audit trail calls the file. */
  readonly file: "smartcards" | "subscriptions"
  /** The values of a line, or the reason why it is bad. */
  parse(columns: Readonly<Record<Column, string>>): Parsed | string
  createStage(tx: DbOrTx): Promise<void>
  stage(tx: DbOrTx, lines: readonly (Parsed & { line: number })[]): Promise<void>
  /** Removes the lines that say again what is stored, and returns their number. */
  setAside?(tx: DbOrTx): Promise<number>
  /** Removes some bad lines from the stage and returns them; empty when only good lines remain. */
  reject(tx: DbOrTx): Promise<BadLine[]>
  /** What `apply` would change, in words, at most `limit` rows. */
  listChanges(tx: DbOrTx, limit: number): Promise<string[]>
  apply(tx: DbOrTx, now: Date): Promise<{ inserted: number; updated: number }>
}

type ImportFile<Column extends string, Parsed> = {
  readonly kind: ImportKind<Column, Parsed>
  readonly lines: AsyncIterable<ImportLine<Column> | BadLine>
}

/** Rolls the whole import back: a bad file, or a dry run. Caught in this file. */
class NotApplied extends Error {}

const changesShown = 20

/**
 * Imports a file in one transaction: all of it, or nothing if a line is bad and `skipBad` is not set. The
 * same file again changes nothing. `applied` is false when nothing was written.
 */
export async function importLines<Column extends string, Parsed>(
  app: ImportApp,
  { kind, lines }: ImportFile<Column, Parsed>,
  options: ImportOptions,
): Promise<ImportCounts & { applied: boolean }> {
  const counts: ImportCounts = { read: 0, inserted: 0, updated: 0, unchanged: 0, stored: 0, bad: 0 }
  const note = (bad: BadLine) => {
    counts.bad += 1
    options.onBadLine(bad)
  }
  const client = operator(app)
  try {
    await transactionOnce(app.db, async (tx) => {
      await allowLongStatements(tx)
      await kind.createStage(tx)
      counts.read = await stageAll(tx, { kind, lines }, note)
      counts.stored = (await kind.setAside?.(tx)) ?? 0
      for (let bad = await kind.reject(tx); bad.length > 0; bad = await kind.reject(tx)) bad.forEach(note)
      if (counts.bad > 0 && !options.skipBad) throw new NotApplied()
      const { onChange } = options
      if (onChange) for (const change of await kind.listChanges(tx, changesShown)) onChange(change)
      Object.assign(counts, await kind.apply(tx, app.now()))
      counts.unchanged = counts.read - counts.bad - counts.inserted - counts.updated
      if (onChange) throw new NotApplied()
      await recordImport(tx, { file: kind.file, counts, client }, app.now())
    })
  } catch (error) {
    if (!(error instanceof NotApplied)) throw error
    return { ...counts, applied: false }
  }
  return { ...counts, applied: true }
}

type Import = { readonly file: string; readonly counts: ImportCounts; readonly client: Operator }

function recordImport(tx: DbOrTx, { file, counts, client }: Import, now: Date): Promise<void> {
  const numbers = Object.entries(counts).map(([name, count]) => [name, String(count)])
  const detail = { file, ...Object.fromEntries(numbers) }
  return recordEvent(tx, { kind: "file-imported", customerId: null, client, detail }, now)
}

/** Stages every good line and notes every bad one. Returns how many lines were read. */
async function stageAll<Column extends string, Parsed>(
  tx: DbOrTx,
  { kind, lines }: ImportFile<Column, Parsed>,
  note: (bad: BadLine) => void,
): Promise<number> {
  let read = 0
  let chunk: (Parsed & { line: number })[] = []
  for await (const line of lines) {
    read += 1
    const parsed = "reason" in line ? line.reason : kind.parse(line.columns)
    if (typeof parsed === "string") note({ line: line.line, reason: parsed })
    else chunk.push({ ...parsed, line: line.line })
    if (chunk.length < linesAtOnce) continue
    await kind.stage(tx, chunk)
    chunk = []
  }
  if (chunk.length > 0) await kind.stage(tx, chunk)
  return read
}
