import { randomInt } from "node:crypto"
import { smartcardLinks, smartcards } from "@/db/schema"
import type { Serial } from "@/lib/domain/ids/brand"
import { parseSerial } from "@/lib/domain/packages/serial"
import { aCustomer } from "./customers"
import { firstRow, nextNumber, type RowStore, type Wanted } from "./rows"

/** Random, because test files share the gateway stand-in, which knows cards by serial. */
const firstSerial = 10_000_000_000 + randomInt(1_000_000) * 10_000

/** A card in service, with a serial of its own. */
export async function aSmartcard(
  store: RowStore,
  wanted: { serial?: string; status?: "in_service" | "blocked" } = {},
) {
  const row = {
    serial: serialNumber(wanted.serial ?? String(firstSerial + nextNumber())),
    status: wanted.status ?? "in_service",
    createdAt: store.now(),
    updatedAt: store.now(),
  }
  return firstRow(await store.db.insert(smartcards).values(row).returning())
}

function serialNumber(text: string): Serial {
  const serial = parseSerial(text, 11)
  if (!serial) throw new Error(`${text} is not a serial`)
  return serial
}

/** A customer holds a card; both are made if they are not given. */
export async function aLink(store: RowStore, wanted: Wanted<typeof smartcardLinks.$inferSelect, "id"> = {}) {
  const row = {
    linkedAt: store.now(),
    ...wanted,
    smartcardId: wanted.smartcardId ?? (await aSmartcard(store)).id,
    customerId: wanted.customerId ?? (await aCustomer(store)).id,
  }
  return firstRow(await store.db.insert(smartcardLinks).values(row).returning())
}
