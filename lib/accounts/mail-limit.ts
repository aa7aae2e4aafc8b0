import "server-only"
import type { DbOrTx } from "@/db/client"
import type { EmailAddress } from "@/lib/domain/brand"
import { hitLimit } from "@/lib/limits"

/** Three mails an hour that a stranger can cause to one address: sign-up, resend and reset together. */
export async function mayBeMailed(db: DbOrTx, address: EmailAddress, now: Date): Promise<boolean> {
  const hit = await hitLimit(db, { what: "mail", who: address, limit: 3, windowSeconds: 3_600 }, now)
  return hit.allowed
}
