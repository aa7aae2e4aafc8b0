import "server-only"
import { createHash } from "node:crypto"
import { findFeedOwner, listCalendarPeriods } from "@/db/queries/calendar-feeds"
import type { App } from "@/lib/app"
import { hashLinkToken, parseLinkToken } from "@/lib/auth/link-token"
import { calendarEvents } from "@/lib/domain/time/calendar-events"
import { calendarPastDays, dayMs, later } from "@/lib/domain/time/lifetimes"
import { writeCalendar } from "@/lib/domain/time/write-calendar"
import { paths } from "@/lib/paths"

type CalendarFeed = {
  readonly text: string
  /** Weak: the same for texts that differ in nothing but the instant of writing. */
  readonly etag: string
}

/**
 * The calendar at `/calendar/<token>.ics`, in two statements. Null for what is no address of ours: unknown,
 * replaced, switched off, or of a closed account.
 */
export async function calendarFeed(app: App, file: string): Promise<CalendarFeed | null> {
  const token = file.endsWith(".ics") ? parseLinkToken(file.slice(0, -".ics".length)) : null
  const customerId = token && (await findFeedOwner(app.db, hashLinkToken(token)))
  if (!customerId) return null
  const now = app.now()
  const periods = await listCalendarPeriods(app.db, customerId, later(now, -calendarPastDays * dayMs))
  const events = calendarEvents(periods).map((event) => ({ ...event, uid: uidOf(event) }))
  const calendar = { events, url: `${app.mail.context.appUrl}${paths.account}` }
  const unstamped = writeCalendar({ ...calendar, writtenAt: new Date(0) })
  return { text: writeCalendar({ ...calendar, writtenAt: now }), etag: `W/"${hashOf(unstamped)}"` }
}

/** A hash: the id itself holds the instant of the purchase, which may be another's (decision 0030). */
const uidOf = ({ periodId, kind }: { readonly periodId: string; readonly kind: string }) =>
  `${hashOf(`calendar ${kind} ${periodId}`)}@contul-meu.focussat.ro`

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32)
