import "server-only"
import { countOpenRequests } from "@/db/queries/contact-requests"
import type { App } from "@/lib/app"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { log } from "@/lib/runtime/log"

const daysBefore = 5

/** One line in the log while a message has to be answered within days; `operator -- contact` lists it. */
export async function warnOfDueRequests(app: App): Promise<{ readonly contactOpen: number }> {
  const now = app.now()
  const { open, overdue: dueSoon } = await countOpenRequests(app.db, later(now, daysBefore * dayMs))
  if (dueSoon > 0) log.warn({ open, dueSoon }, "messages of customers have to be answered")
  return { contactOpen: open }
}
