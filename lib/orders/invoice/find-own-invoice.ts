import "server-only"
import { findOwnInvoiceDocument, type StoredInvoice } from "@/db/queries/invoice-documents"
import type { App } from "@/lib/app"
import type { CustomerId, InvoiceId } from "@/lib/domain/ids/brand"

export type OwnInvoiceOptions = { readonly customerId: CustomerId; readonly id: InvoiceId }

/** The customer's own invoice or storno; null for one of another customer. Two statements. */
export const findOwnInvoice = (
  app: App,
  { customerId, id }: OwnInvoiceOptions,
): Promise<StoredInvoice | null> => findOwnInvoiceDocument(app.db, id, customerId)
