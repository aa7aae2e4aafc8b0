import "server-only"
import type { Db } from "@/db/client"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { hitLimits, type Limit, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import type { Client } from "@/lib/runtime/client"
import { limitedIp } from "@/lib/runtime/ip-address"

/**
 * Strangers can cause at most three mails an hour to one address: sign-up, resend, reset and e-mail change
 * together. Every address is counted, known or not, so that a refusal says nothing about accounts. One place
 * may cause twenty mails, then its waits double. Takes the pool, not a transaction: a rollback must not take
 * the count back.
 */
export function limitMails(
  db: Db,
  { address, client }: { readonly address: EmailAddress; readonly client: Client },
  now: Date,
): Promise<TooMany | null> {
  return hitLimits(db, limitsOf(address, client.ip), now)
}

function limitsOf(address: EmailAddress, ip: string | null): Limit[] {
  const ofAddress = limitOf("mail", address)
  return ip ? [limitOf("mail-from", limitedIp(ip)), ofAddress] : [ofAddress]
}
