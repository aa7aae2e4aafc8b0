/** Not in drill.ts, which needs a running product: a drill with its own database does not. */
export const isFull = process.env.DRILL_SIZE === "full"

/** `npm test` runs every drill in its small form; `npm run drill -- <name>` runs one in full. */
export const size = (small: number, full: number): number => (isFull ? full : small)

/** Prints the figures of a drill in one line, past the test runner, which would add lines of its own. */
export function report(drill: string, figures: Record<string, unknown>) {
  process.stdout.write(`drill ${drill}: ${JSON.stringify(figures)}\n`)
}
