import "server-only"
import type { App } from "@/lib/app"
import { log } from "@/lib/runtime/log"
import { listNeighbourRuns } from "./list-neighbour-runs"

/** One line in the log when serials were walked through; `npm run operator -- smartcards` names them. */
export async function warnOfNeighbours(app: App): Promise<{ readonly neighbourRuns: number }> {
  const runs = await listNeighbourRuns(app)
  const cards = runs.reduce((sum, run) => sum + run.cards, 0)
  if (runs.length > 0) log.warn({ runs: runs.length, cards }, "neighbouring serials were added")
  return { neighbourRuns: runs.length }
}
