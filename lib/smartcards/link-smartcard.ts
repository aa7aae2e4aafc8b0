import "server-only"
import type { DbOrTx } from "@/db/client"
import { countLinksBefore } from "@/db/queries/closed-links"
import { getProfile, lockSmartcardsAllowed } from "@/db/queries/customers"
import { forgetAlertsOfOthers } from "@/db/queries/expiry-alerts"
import { countLinks, findHolder, insertLink } from "@/db/queries/smartcard-links"
import { findSmartcard } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { CustomerId, Serial, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { lastFour } from "@/lib/domain/packages/serial"
import { newSmartcardsPerDay, smartcardsPerAccount } from "@/lib/domain/packages/smartcard-limits"
import type { GivenProof } from "@/lib/domain/packages/smartcard-proof"
import { mailboxKey } from "@/lib/domain/people/mailbox-key"
import { ok, type Result, refuse } from "@/lib/domain/result"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { hitAllOrNone, type TooMany, takeBackLimit } from "@/lib/limits/hit-limits"
import { mailboxHash } from "@/lib/limits/mailbox-hash"
import { limitOf } from "@/lib/limits/paces"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import type { Client } from "@/lib/runtime/client"
import { isProved } from "./is-proved"

type Link = {
  readonly customerId: CustomerId
  readonly serial: Serial
  readonly label: string
  readonly client: Client
  /** What the product is configured to ask for (SMARTCARD_PROOF). */
  readonly proof: GivenProof
}
export type LinkRefusal =
  | "unknown"
  | "blocked"
  | "already-yours"
  | "held-by-another"
  | "day-full"
  | "not-proved"
/** The account holds as many cards as it may. */
export type AccountFull = { readonly ok: false; readonly reason: "account-full"; readonly allowed: number }
type Linked = Result<SmartcardLinkId, LinkRefusal> | AccountFull

/**
 * Adds a card of the registry to the customer's account. A card has one holder: the database decides between
 * concurrent attempts. A repeated attempt by the holder is `already-yours` and changes nothing. An account
 * that has reached a cap learns nothing about the serial; with a proof configured, unknown, blocked and held
 * cards and a wrong proof are all `not-proved`. Caps count what other accounts of the mailbox
 * added too, so that neither another address nor closing and signing up again starts anything anew.
 */
export async function linkSmartcard(app: App, link: Link): Promise<Linked | TooMany> {
  const now = app.now()
  const { email } = await getProfile(app.db, link.customerId)
  // By mailbox, for accounts that are closed and opened again; by account, for changes of its address.
  const limits = [mailboxKey(email), link.customerId].map((who) => limitOf("link-smartcard", who))
  const limited = await hitAllOrNone(app, limits)
  if (limited) return limited
  const linked = await app.db.transaction((tx) =>
    addCard(tx, { ...link, mailboxHash: mailboxHash(app, email) }, now),
  )
  if (linked.ok) for (const limit of limits) await takeBackLimit(app, limit)
  return linked
}

async function addCard(
  tx: DbOrTx,
  link: Link & { readonly mailboxHash: string },
  now: Date,
): Promise<Linked> {
  const { customerId, serial } = link
  const allowed = (await lockSmartcardsAllowed(tx, customerId)) ?? smartcardsPerAccount
  const smartcard = await findSmartcard(tx, serial)
  const holder = smartcard && (await findHolder(tx, smartcard.id))
  if (holder === customerId) return refuse("already-yours")
  const dayAgo = later(now, -dayMs)
  const { held, added } = await countLinks(tx, customerId, dayAgo)
  if (held >= allowed) return { ok: false, reason: "account-full", allowed }
  const addedBefore = await countLinksBefore(tx, link, dayAgo)
  if (added + addedBefore >= newSmartcardsPerDay) return refuse("day-full")
  const one = (reason: LinkRefusal) => refuse(link.proof.kind === "none" ? reason : "not-proved")
  if (!smartcard) return one("unknown")
  if (holder) return one("held-by-another")
  if (smartcard.status === "blocked") return one("blocked")
  if (!(await isProved(tx, smartcard, link.proof))) return refuse("not-proved")
  const linkId = await store(tx, { ...link, smartcardId: smartcard.id }, now)
  return linkId ? ok(linkId) : one("held-by-another")
}

/** Stores the link, the event and the mail; null if another account was faster. */
async function store(
  tx: DbOrTx,
  { customerId, serial, label, client, smartcardId }: Link & { readonly smartcardId: SmartcardId },
  now: Date,
): Promise<SmartcardLinkId | null> {
  const linkId = await insertLink(tx, { smartcardId, customerId, label }, now)
  if (!linkId) return null
  await forgetAlertsOfOthers(tx, { smartcardId, customerId }, now)
  const detail = { lastFour: lastFour(serial) }
  await recordEvent(tx, { kind: "smartcard-linked", customerId, client, detail }, now)
  const props = { ...detail, at: now.toISOString() }
  const dedupeKey = `smartcard-added:${linkId}`
  await enqueueMailTo(tx, { kind: "smartcard-added", props, customerId, dedupeKey }, now)
  return linkId
}
