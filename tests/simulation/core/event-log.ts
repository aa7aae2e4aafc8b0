import { createHash } from "node:crypto"

export type EventLog = {
  readonly add: (line: string) => void
  /** A line that never differs between two runs of a seed must not hold an id of the database. */
  readonly hash: () => string
  readonly lines: () => readonly string[]
  readonly size: () => number
}

/** Every act with its outcome. Keeps the newest lines only, and the hash of all. */
export function createEventLog(kept = 5_000): EventLog {
  const hash = createHash("sha256")
  const lines: string[] = []
  let size = 0
  return {
    add(line) {
      size += 1
      hash.update(line).update("\n")
      lines.push(line)
      if (lines.length > 2 * kept) lines.splice(0, kept)
    },
    hash: () => hash.copy().digest("hex"),
    lines: () => lines,
    size: () => size,
  }
}
