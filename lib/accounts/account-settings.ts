import "server-only"
import { getProfile } from "@/db/queries/customers"
import { listSessions } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import type { CustomerId, SessionId } from "@/lib/domain/ids/brand"
import { deviceName } from "./device-name"

export type SessionView = {
  readonly id: SessionId
  /** "Chrome pe Android" */
  readonly device: string
  /** Shortened; empty when the address is not known. */
  readonly shortIp: string
  readonly lastSeenAt: Date
  readonly isCurrent: boolean
}

/** What `/cont/setari` shows. Two statements; this browser's session comes first. */
export async function accountSettings(
  app: App,
  { customerId, sessionId }: { readonly customerId: CustomerId; readonly sessionId: SessionId },
) {
  const [profile, rows] = await Promise.all([
    getProfile(app.db, customerId),
    listSessions(app.db, customerId, app.now()),
  ])
  const sessions: SessionView[] = rows.map(({ id, userAgent, shortIp, lastSeenAt }) => {
    return { id, device: deviceName(userAgent), shortIp, lastSeenAt, isCurrent: id === sessionId }
  })
  return {
    profile: { ...profile, wantsMarketing: profile.marketingConsentAt !== null },
    sessions: sessions.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)),
  }
}
