import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { projectRoot } from "@/scripts/lib/data-folder"
import type { Machine } from "./machine"

export type Row = {
  readonly what: string
  /** The median with its unit, as text. */
  readonly median: string
  readonly rounds: readonly string[]
  /** Empty when there is no target. */
  readonly target: string
  readonly isMet: boolean | null
}

export type Report = {
  readonly name: string
  readonly title: string
  readonly machine: Machine
  readonly notes: readonly string[]
  readonly rows: readonly Row[]
  /** The raw measurements. */
  readonly rounds: unknown
}

/** Prints the table, and writes it with the raw measurements to bench/results. */
export function publish(report: Report): void {
  const text = markdown(report)
  console.log(`\n${text}`)
  const folder = join(projectRoot, "bench/results")
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${report.name}-${new Date().toISOString().slice(0, 10)}`)
  writeFileSync(`${file}.md`, text)
  writeFileSync(`${file}.json`, `${JSON.stringify(report, null, 2)}\n`)
}

function markdown({ title, machine, notes, rows }: Report): string {
  const { cores, processor, memoryGb, node, postgres, loadAtStart } = machine
  const where = `${cores} cores (${processor}), ${memoryGb} GB, Node ${node}, PostgreSQL ${postgres}; load ${loadAtStart} when it began`
  const table = aligned([
    ["what", "median", "rounds", "target", ""],
    ...rows.map((row) => [row.what, row.median, row.rounds.join(" · "), row.target, verdict(row.isMet)]),
  ])
  return `# ${title}\n\n${where}.\n\n${table}\n\n${notes.map((note) => `- ${note}`).join("\n")}\n`
}

const verdict = (isMet: boolean | null) => (isMet === null ? "" : isMet ? "met" : "missed")

function aligned(lines: readonly (readonly string[])[]): string {
  const [head = [], ...body] = lines
  const widths = head.map((_, column) => Math.max(3, ...lines.map((line) => line[column]?.length ?? 0)))
  const row = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`
  return [row(head), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...body.map(row)].join(
    "\n",
  )
}
