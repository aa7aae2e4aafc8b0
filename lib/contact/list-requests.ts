import "server-only"
import { type ContactRequestRow, countOpenRequests, listOpenRequests } from "@/db/queries/contact-requests"
import type { App } from "@/lib/app"

type OpenRequests = {
  readonly open: number
  readonly overdue: number
  /** The first ones that are due. */
  readonly requests: readonly (ContactRequestRow & { readonly isOverdue: boolean })[]
}

const listed = 100

/** What waits for an answer of the operator's people. */
export async function listContactRequests(app: App): Promise<OpenRequests> {
  const now = app.now()
  const [counts, requests] = await Promise.all([
    countOpenRequests(app.db, now),
    listOpenRequests(app.db, listed),
  ])
  return { ...counts, requests: requests.map((one) => ({ ...one, isOverdue: one.dueAt <= now })) }
}
