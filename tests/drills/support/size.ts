/** Apart from drill.ts: a drill with a database of its own needs no product that runs. */
export const isFull = process.env.DRILL_SIZE === "full"

/** `npm test` runs each drill in its small form, `npm run drill -- <name>` in full. */
export const size = (small: number, full: number): number => (isFull ? full : small)

/** The figures that a drill found, one line, past the runner's own lines. */
export function report(drill: string, figures: Record<string, unknown>) {
  process.stdout.write(`drill ${drill}: ${JSON.stringify(figures)}\n`)
}
