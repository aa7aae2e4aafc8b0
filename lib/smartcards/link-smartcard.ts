import "server-only"
import { findHolder, insertLink } from "@/db/queries/smartcard-links"
import { findSmartcard } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, Serial, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { hitLimits, type TooMany, takeBackLimit } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import type { Client } from "@/lib/runtime/client"

type Link = {
  readonly customerId: CustomerId
  readonly serial: Serial
  readonly label: string
  readonly client: Client
}
export type LinkRefusal = "unknown" | "blocked" | "already-yours" | "held-by-another"

/**
 * Adds a card of the registry to the customer's account. A card has one holder: the database decides between
 * concurrent attempts. A repeated attempt by the holder is `already-yours` and changes nothing.
 */
export async function linkSmartcard(
  app: App,
  link: Link,
): Promise<Result<SmartcardLinkId, LinkRefusal> | TooMany> {
  const now = app.now()
  const limit = limitOf("link-smartcard", link.customerId)
  const limited = await hitLimits(app.db, [limit], now)
  if (limited) return limited

  const smartcard = await findSmartcard(app.db, link.serial)
  if (!smartcard) return refuse("unknown")
  const holder = await findHolder(app.db, smartcard.id)
  if (holder) return refuse(holder === link.customerId ? "already-yours" : "held-by-another")
  if (smartcard.status === "blocked") return refuse("blocked")

  const { customerId, label, client } = link
  const linkId = await app.db.transaction(async (tx) => {
    const inserted = await insertLink(tx, { smartcardId: smartcard.id, customerId, label }, now)
    const detail = { lastFour: lastFour(link.serial) }
    if (inserted) await recordEvent(tx, { kind: "smartcard-linked", customerId, client, detail }, now)
    return inserted
  })
  if (linkId) {
    await takeBackLimit(app.db, limit)
    return ok(linkId)
  }
  const winner = await findHolder(app.db, smartcard.id)
  return refuse(winner === customerId ? "already-yours" : "held-by-another")
}
