import "server-only"
import { clearEmailTrouble } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok } from "@/lib/domain/result"
import { hitLimits, type TooMany } from "@/lib/limits/hit-limits"

const pace = { free: 3, firstWaitSeconds: 3_600, longestWaitSeconds: 86_400, memorySeconds: 7 * 86_400 }

/** The customer says that an address whose mail came back is right: it is tried again, until mail comes back again. */
export async function trustAddress(
  app: App,
  customerId: CustomerId,
): Promise<{ readonly ok: true } | TooMany> {
  const limited = await hitLimits(app.db, [{ what: "trust-address", who: customerId, ...pace }], app.now())
  if (limited) return limited
  await clearEmailTrouble(app.db, customerId)
  return ok()
}
