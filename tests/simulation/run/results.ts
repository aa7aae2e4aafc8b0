import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import type { SeedResult } from "./run-seed"

/** In an ignored folder: what was run, so that a later run goes on with fresh seeds. */
const file = join(process.cwd(), ".simulation/results.jsonl")

type Line = Pick<SeedResult, "seed" | "days" | "steps" | "events" | "seconds"> & { readonly causes: string[] }

export function keepResult({ seed, days, steps, events, seconds, broken }: SeedResult): void {
  const causes = broken.map(({ promise, detail }) => `${promise}: ${detail}`)
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify({ seed, days, steps, events, seconds, causes } satisfies Line)}\n`)
}

/** The first seed that no kept run has used. */
export function nextSeed(): number {
  if (!existsSync(file)) return 1
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean)
  return 1 + Math.max(0, ...lines.map((line) => Number((JSON.parse(line) as Line).seed)))
}
