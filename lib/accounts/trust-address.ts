import "server-only"
import { clearEmailTrouble } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import { limitMemoryDays } from "@/lib/domain/time/lifetimes"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"

const pace = {
  free: 3,
  firstWaitSeconds: 3_600,
  longestWaitSeconds: 86_400,
  memorySeconds: limitMemoryDays * 86_400,
}

/**
 * The customer confirms an address that mail bounced from: mails are sent there again, until the next bounce.
 */
export async function trustAddress(
  app: App,
  customerId: CustomerId,
): Promise<{ readonly ok: true } | TooMany> {
  const limited = await hitLimits(app.db, [{ what: "trust-address", who: customerId, ...pace }], app.now())
  if (limited) return limited
  await clearEmailTrouble(app.db, customerId)
  return ok()
}
