import type { Seller } from "@/lib/domain/firms/seller"
import type { InvoiceId } from "@/lib/domain/ids/brand"
import type { MailKind, MailLane } from "@/lib/domain/mail"
import type { MailText } from "./content"

export type MailLinks = {
  /** The absolute address of a path from lib/paths.ts, on APP_URL. */
  url(path: string): string
  readonly supportPhone: string
  readonly seller: Seller
}

/** One kind of mail. `Props` are stored as JSON until the mail is sent: instants are ISO strings. */
export type MailDefinition<Props> = {
  readonly kind: MailKind
  readonly lane: MailLane
  write(props: Props, links: MailLinks): MailText
  /** Headers beside those that every mail has. */
  headers?(props: Props, links: MailLinks): Readonly<Record<string, string>>
  /** The invoices that are attached, as PDF. */
  attachedInvoices?(props: Props): readonly InvoiceId[]
  /** One for each variant of the text; `npm run mails` uses the last one. */
  readonly samples: readonly [Props, ...Props[]]
}
