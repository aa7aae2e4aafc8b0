import "server-only"
import { updateLabel } from "@/db/queries/smartcard-links"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"

type RenameSmartcardOptions = {
  readonly id: SmartcardLinkId
  readonly customerId: CustomerId
  readonly label: string
}

/**
 * Sets the customer's own name for a card; an empty one removes it. Another customer's link is `not-found`.
 */
export async function renameSmartcard(
  app: App,
  options: RenameSmartcardOptions,
): Promise<Result<undefined, "not-found">> {
  return (await updateLabel(app.db, options)) ? ok() : refuse("not-found")
}
