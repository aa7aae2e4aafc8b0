import { sql } from "drizzle-orm"
import { closeDb, createDb } from "@/db/client"

/** Gives every issued invoice a layout that no version knows, past the trigger that guards invoices. */
export async function issueInLaterLayout(ownerUrl: string): Promise<void> {
  const owner = createDb(ownerUrl, { max: 1 })
  await owner.transaction(async (tx) => {
    await tx.execute(sql`alter table invoices disable trigger user`)
    await tx.execute(sql`update invoices set pdf_layout = 1000`)
    await tx.execute(sql`alter table invoices enable trigger user`)
  })
  await closeDb(owner)
}
