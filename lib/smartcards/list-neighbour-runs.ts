import "server-only"
import { listAdders, listNeighbourRuns as listRows, type NeighbourRun } from "@/db/queries/neighbour-runs"
import type { App } from "@/lib/app"
import { neighbourRun } from "@/lib/domain/packages/smartcard-limits"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { mailboxHash } from "@/lib/limits/mailbox-hash"

const maxRuns = 100

/**
 * Cards with neighbouring serials that few accounts added lately (`neighbourRun`), the longest run first. The
 * accounts of one mailbox count as one, also those that were closed since.
 */
export async function listNeighbourRuns(app: App): Promise<NeighbourRun[]> {
  const { days, ...rule } = neighbourRun
  const since = later(app.now(), -days * dayMs)
  const adders = await listAdders(app.db, since)
  const mailboxes = adders.map(({ id, email }) => ({ id, mailbox: mailboxHash(app, email) }))
  return listRows(app.db, { ...rule, since, mailboxes, limit: maxRuns })
}
