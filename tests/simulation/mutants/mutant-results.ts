import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

/** In an ignored folder, so that a run that was ended goes on where it was. */
const keptFile = ".simulation/mutants.jsonl"
const tableFile = ".simulation/mutants.md"
/** Seeds that caught a mutant before are tried first. */
const caughtFile = "tests/simulation/mutants/caught.json"

/** One seed of a mutant; without a name, of the code itself. */
export type Tried = {
  readonly tree: string
  readonly days: number
  readonly seed: number
  readonly name: string
  /** Of the code itself every one, of a mutant the one that the code does not have. */
  readonly causes: readonly string[]
  readonly seconds: number
}

export function keptResults(tree: string, days: number): Tried[] {
  if (!existsSync(keptFile)) return []
  const lines = readFileSync(keptFile, "utf8").split("\n").filter(Boolean)
  return lines.map((line): Tried => JSON.parse(line)).filter((one) => one.tree === tree && one.days === days)
}

export function keep(tried: Tried): void {
  mkdirSync(dirname(keptFile), { recursive: true })
  appendFileSync(keptFile, `${JSON.stringify(tried)}\n`)
}

export const readCaught = (): Record<string, number> =>
  existsSync(caughtFile) ? JSON.parse(readFileSync(caughtFile, "utf8")) : {}

export function keepCaught(name: string, seed: number): void {
  const entries = Object.entries({ ...readCaught(), [name]: seed }).toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  )
  writeFileSync(caughtFile, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`)
}

export const keepTable = (lines: readonly string[]): void => writeFileSync(tableFile, `${lines.join("\n")}\n`)
