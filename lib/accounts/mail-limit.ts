import "server-only"
import type { DbOrTx } from "@/db/client"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { hitLimits, type Limit, type TooMany } from "@/lib/limits/hit-limits"
import type { Client } from "@/lib/runtime/client"
import { limitedIp } from "@/lib/runtime/ip-address"

/**
 * Three mails in any hour that a stranger can cause to one address: sign-up, resend, reset and e-mail change together.
 * Counted for every address alike, so that the refusal says nothing about accounts. One place may ask for twenty, then ever
 * more slowly.
 */
export function limitMails(
  db: DbOrTx,
  { address, client }: { readonly address: EmailAddress; readonly client: Client },
  now: Date,
): Promise<TooMany | null> {
  return hitLimits(db, limitsOf(address, client.ip), now)
}

const hour = 3_600

function limitsOf(address: EmailAddress, ip: string | null): Limit[] {
  const waitAnHour = { firstWaitSeconds: hour, longestWaitSeconds: hour, memorySeconds: hour }
  const perAddress = { what: "mail", who: address, free: 3, ...waitAnHour }
  if (!ip) return [perAddress]
  const slower = { firstWaitSeconds: 60, longestWaitSeconds: 900, memorySeconds: hour }
  return [{ what: "mail-from", who: limitedIp(ip), free: 20, ...slower }, perAddress]
}
