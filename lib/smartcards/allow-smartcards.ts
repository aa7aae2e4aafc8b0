import "server-only"
import { setSmartcardsAllowed } from "@/db/queries/customers"
import type { App } from "@/lib/app"
import { operator, recordEvent } from "@/lib/audit/record-event"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"

type AllowSmartcardsOptions = { readonly customerId: CustomerId; readonly allowed: number }

/** The operator sets how many cards an account may hold. Those that it holds already stay. */
export async function allowSmartcards(
  app: App,
  { customerId, allowed }: AllowSmartcardsOptions,
): Promise<Result<undefined, "not-found">> {
  return app.db.transaction(async (tx) => {
    if (!(await setSmartcardsAllowed(tx, customerId, allowed))) return refuse("not-found")
    const detail = { allowed: String(allowed) }
    await recordEvent(
      tx,
      { kind: "smartcards-allowed", customerId, client: operator(app), detail },
      app.now(),
    )
    return ok()
  })
}
