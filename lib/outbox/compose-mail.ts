import "server-only"
import { findInvoiceDocument } from "@/db/queries/invoice-documents"
import { attachedInvoices, type MailContent } from "@/emails/registry"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { invoiceFileName } from "@/lib/domain/money/invoice"
import { keepInvoicePdf } from "@/lib/invoice-pdfs/keep-invoice-pdf"
import { type MailAttachment, mailTag, type RenderedMail } from "@/lib/mail/transport"
import { describeError } from "@/lib/runtime/describe-error"
import { log } from "@/lib/runtime/log"
import { renderMail } from "./render-mail"

type Mail = {
  readonly id: OutboxMailId
  readonly kind: string
  readonly recipient: string
  /** Null: this version does not know the kind. */
  readonly content: MailContent | null
}

/** `later-version`: only a later version can write it. `broken`: an error, which is logged. */
export type ComposedMail = { readonly id: OutboxMailId } & (
  | { readonly kind: "written"; readonly rendered: RenderedMail }
  | { readonly kind: "later-version" | "broken" }
)

/**
 * Renders a mail with its attachments and tags it with its outbox id, to which webhooks refer. If that fails
 * the rest of the batch goes on. Takes the App, not a transaction: no connection may be held while a mail is
 * composed.
 */
export async function composeMail(app: App, mail: Mail): Promise<ComposedMail> {
  const { id, kind, recipient, content } = mail
  if (!content) return { id, kind: "later-version" }
  try {
    const attachments = await renderAttachments(app, content)
    if (!attachments) return { id, kind: "later-version" }
    const written = await renderMail(content, recipient, app.mail.context)
    const rendered = { ...written, tags: [{ name: mailTag, value: id }] }
    return {
      ...{ id, kind: "written" },
      rendered: attachments.length > 0 ? { ...rendered, attachments } : rendered,
    }
  } catch (error) {
    log.error({ mail: id, kind, error: describeError(error) }, "mail cannot be composed")
    return { id, kind: "broken" }
  }
}

/** Null where the layout of an invoice is one of a later version. */
async function renderAttachments(app: App, content: MailContent): Promise<MailAttachment[] | null> {
  const attachments = []
  for (const id of attachedInvoices(content)) {
    const invoice = await findInvoiceDocument(app.db, id)
    if (!invoice) throw new Error("The mail attaches an invoice that does not exist")
    const pdf = await keepInvoicePdf(app, invoice)
    if (!pdf) return null
    const content = Buffer.from(pdf).toString("base64")
    attachments.push({ filename: invoiceFileName(invoice), content, contentType: "application/pdf" })
  }
  return attachments
}
