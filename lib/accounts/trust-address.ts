import "server-only"
import { clearEmailTrouble } from "@/db/queries/customers"
import { forgetUndelivered } from "@/db/queries/expiry-alerts"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"

/**
 * The customer confirms an address that mail bounced from: mails are sent there again, until the next bounce.
 */
export async function trustAddress(
  app: App,
  customerId: CustomerId,
): Promise<{ readonly ok: true } | TooMany> {
  const limited = await hitLimits(app, [limitOf("trust-address", customerId)])
  if (limited) return limited
  await app.db.transaction(async (tx) => {
    await clearEmailTrouble(tx, customerId)
    await forgetUndelivered(tx, customerId)
  })
  return ok()
}
