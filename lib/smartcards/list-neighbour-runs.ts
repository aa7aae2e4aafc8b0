import "server-only"
import { listNeighbourRuns as listRows, type NeighbourRun } from "@/db/queries/neighbour-runs"
import type { App } from "@/lib/app"
import { neighbourRun } from "@/lib/domain/packages/smartcard-limits"
import { dayMs, later } from "@/lib/domain/time/lifetimes"

const maxRuns = 100

/** Cards with neighbouring serials that few accounts added lately (`neighbourRun`), the longest run first. */
export function listNeighbourRuns(app: App): Promise<NeighbourRun[]> {
  const { days, ...rule } = neighbourRun
  return listRows(app.db, { ...rule, since: later(app.now(), -days * dayMs), limit: maxRuns })
}
