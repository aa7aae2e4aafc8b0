import "server-only"
import { listOwnSmartcards } from "@/db/queries/smartcard-links"
import type { App } from "@/lib/app"
import type { CustomerId, SmartcardId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { groupSerial, smartcardName } from "@/lib/domain/packages/serial"

export type OwnSmartcard = {
  readonly linkId: SmartcardLinkId
  readonly smartcardId: SmartcardId
  /** "012 3456 7890" */
  readonly serial: string
  /** The customer's own name for it, else "Smartcard …7890". */
  readonly name: string
  readonly label: string
  readonly isBlocked: boolean
}

export async function listSmartcards(app: App, customerId: CustomerId): Promise<OwnSmartcard[]> {
  const found = await listOwnSmartcards(app.db, customerId)
  return found.map(({ linkId, smartcardId, serial, label, isBlocked }) => ({
    linkId,
    smartcardId,
    label,
    isBlocked,
    serial: groupSerial(serial),
    name: smartcardName(serial, label),
  }))
}
