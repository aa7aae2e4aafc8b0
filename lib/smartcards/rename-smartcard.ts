import "server-only"
import { updateLabel } from "@/db/queries/smartcards"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { ok, type Result, refuse } from "@/lib/domain/result"

type Renaming = { readonly id: SmartcardLinkId; readonly customerId: CustomerId; readonly label: string }

/** The customer's own name for a card; an empty one takes it away. A link that is not theirs is `not-found`. */
export async function renameSmartcard(app: App, renaming: Renaming): Promise<Result<undefined, "not-found">> {
  return (await updateLabel(app.db, renaming)) ? ok() : refuse("not-found")
}
