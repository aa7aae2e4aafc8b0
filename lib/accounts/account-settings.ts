import "server-only"
import { findFeedDate } from "@/db/queries/calendar-feeds"
import { getProfile } from "@/db/queries/customers"
import { listSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { deviceName } from "./device-name"

export type SessionView = {
  readonly id: SessionId
  /** "Chrome pe Android" */
  readonly device: string
  /** As `shortIp` writes it; empty when the IP address is unknown. */
  readonly shortIp: string
  /** When it was signed in. */
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly isCurrent: boolean
}

/** The data of the settings, in three statements. The session of this browser comes first. */
export async function accountSettings(
  app: App,
  { customerId, sessionId }: { readonly customerId: CustomerId; readonly sessionId: SessionId },
) {
  const [profile, rows, feed] = await Promise.all([
    getProfile(app.db, customerId),
    listSessions(app.db, customerId, app.now()),
    findFeedDate(app.db, customerId),
  ])
  const sessions: SessionView[] = rows.map(({ id, userAgent, shortIp, createdAt, lastSeenAt }) => {
    return { id, device: deviceName(userAgent), shortIp, createdAt, lastSeenAt, isCurrent: id === sessionId }
  })
  return {
    profile: { ...profile, wantsMarketing: profile.marketingConsentAt !== null },
    sessions: sessions.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)),
    hasCalendar: feed !== null,
  }
}
