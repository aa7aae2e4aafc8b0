import "server-only"
import { findHolder, findSmartcard, insertLink } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import type { CustomerId, Serial, SmartcardLinkId } from "@/lib/domain/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimit } from "@/lib/limits"

type Link = { readonly customerId: CustomerId; readonly serial: Serial; readonly label: string }
export type LinkRefusal = "unknown" | "blocked" | "already-yours" | "held-by-another" | "too-many-attempts"

/** So many serials may a customer try in an hour: enough for a hotel, not for guessing. */
const attemptsPerHour = 20

/**
 * Adds a card of the registry to the customer's account. One holder at a time: the database decides between those who try
 * at once. A repetition by the holder is `already-yours` and changes nothing.
 */
export async function linkSmartcard(app: App, link: Link): Promise<Result<SmartcardLinkId, LinkRefusal>> {
  const now = app.now()
  const attempts = {
    what: "link-smartcard",
    who: link.customerId,
    limit: attemptsPerHour,
    windowSeconds: 3_600,
  }
  if (!(await hitLimit(app.db, attempts, now)).allowed) return refuse("too-many-attempts")

  const smartcard = await findSmartcard(app.db, link.serial)
  if (!smartcard) return refuse("unknown")
  const holder = await findHolder(app.db, smartcard.id)
  if (holder) return refuse(holder === link.customerId ? "already-yours" : "held-by-another")
  if (smartcard.status === "blocked") return refuse("blocked")

  const { customerId, label } = link
  const linkId = await insertLink(app.db, { smartcardId: smartcard.id, customerId, label }, now)
  if (linkId) return ok(linkId)
  const winner = await findHolder(app.db, smartcard.id)
  return refuse(winner === customerId ? "already-yours" : "held-by-another")
}
