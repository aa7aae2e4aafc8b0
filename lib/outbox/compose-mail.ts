import "server-only"
import type { DbOrTx } from "@/db/client"
import { findInvoiceDocument } from "@/db/queries/invoice-documents"
import { attachedInvoices, type MailContent } from "@/emails/registry"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { invoiceFileName, invoiceTitle } from "@/lib/domain/money/invoice"
import { type MailAttachment, mailTag, type RenderedMail } from "@/lib/mail/transport"
import { invoicePdf } from "@/lib/pdf/invoice-pdf"
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
 * fails: the error is logged and the rest of the batch goes on.
 */
export async function composeMail(app: App, tx: DbOrTx, mail: Mail): Promise<ComposedMail> {
  const { id, kind, recipient, content } = mail
  try {
    if (!content) throw new Error("Unknown kind of mail")
    const written = await renderMail(content, recipient, app.mail.context)
    const attachments = await renderAttachments(tx, content)
    const rendered = { ...written, tags: [{ name: mailTag, value: id }] }
    return { id, rendered: attachments.length > 0 ? { ...rendered, attachments } : rendered }
  } catch (error) {
    log.error({ mail: id, kind, error: describeError(error) }, "mail cannot be composed")
    return { id, rendered: null }
  }
}

async function renderAttachments(tx: DbOrTx, content: MailContent): Promise<MailAttachment[]> {
  const attachments = []
  for (const id of attachedInvoices(content)) {
    const invoice = await findInvoiceDocument(tx, id)
    if (!invoice) throw new Error("The mail attaches an invoice that does not exist")
    const pdf = await invoicePdf([invoice], invoiceTitle(invoice))
    const filename = invoiceFileName(invoice)
    attachments.push({ filename, content: pdf.toString("base64"), contentType: "application/pdf" })
  }
  return attachments
}
