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

type ComposedMail = { readonly id: OutboxMailId; readonly rendered: RenderedMail | null }

/**
 * Renders a mail with its attachments and tags it with its outbox id, to which webhooks refer. Null if that
 * fails: the error is logged and the rest of the batch goes on. Takes the App, not a transaction: no
 * connection may be held while a mail is composed.
 */
export async function composeMail(app: App, mail: Mail): Promise<ComposedMail> {
  const { id, kind, recipient, content } = mail
  try {
    if (!content) throw new Error("Unknown kind of mail")
    const written = await renderMail(content, recipient, app.mail.context)
    const attachments = await renderAttachments(app, content)
    const rendered = { ...written, tags: [{ name: mailTag, value: id }] }
    return { id, rendered: attachments.length > 0 ? { ...rendered, attachments } : rendered }
  } catch (error) {
    log.error({ mail: id, kind, error: describeError(error) }, "mail cannot be composed")
    return { id, rendered: null }
  }
}

async function renderAttachments(app: App, content: MailContent): Promise<MailAttachment[]> {
  const attachments = []
  for (const id of attachedInvoices(content)) {
    const invoice = await findInvoiceDocument(app.db, id)
    if (!invoice) throw new Error("The mail attaches an invoice that does not exist")
    const content = Buffer.from(await keepInvoicePdf(app, invoice)).toString("base64")
    attachments.push({ filename: invoiceFileName(invoice), content, contentType: "application/pdf" })
  }
  return attachments
}
