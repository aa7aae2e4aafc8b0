import "server-only"
import type { DbOrTx } from "@/db/client"
import { findInvoiceDocument } from "@/db/queries/invoice-documents"
import type { App } from "@/lib/app"
import type { OutboxMailId } from "@/lib/domain/ids/brand"
import { attachedInvoices, type MailContent } from "@/lib/domain/mail"
import { invoiceFileName, invoiceTitle } from "@/lib/domain/money/invoice"
import type { MailAttachment, RenderedMail } from "@/lib/mail/transport"
import { invoicePdf } from "@/lib/pdf/invoice-pdf"
import { describeError } from "@/lib/runtime/describe-error"
import { log } from "@/lib/runtime/log"
import { renderMail } from "./render-mail"

type Mail = { readonly id: OutboxMailId; readonly recipient: string; readonly content: MailContent }

/** The mail as it is sent, named by its id so that the provider's later word of it finds it. Null when it cannot be composed: a defect of ours, which holds up no other mail. */
export async function composeMail(
  app: App,
  tx: DbOrTx,
  { id, recipient, content }: Mail,
): Promise<{ readonly id: OutboxMailId; readonly rendered: RenderedMail | null }> {
  try {
    const written = await renderMail(content, recipient, app.mail.context)
    const attachments = await attachmentsOf(tx, content)
    const rendered = { ...written, tags: [{ name: mailTag, value: id }] }
    return { id, rendered: attachments.length > 0 ? { ...rendered, attachments } : rendered }
  } catch (error) {
    log.error({ mail: id, kind: content.kind, error: describeError(error) }, "mail cannot be composed")
    return { id, rendered: null }
  }
}

/** The provider's tag that holds the outbox's id of a mail. */
export const mailTag = "outbox_mail"

async function attachmentsOf(tx: DbOrTx, content: MailContent): Promise<MailAttachment[]> {
  const attachments = []
  for (const id of attachedInvoices(content)) {
    const invoice = await findInvoiceDocument(tx, id)
    if (!invoice) throw new Error("A mail names an invoice that is not there")
    const pdf = await invoicePdf([invoice], invoiceTitle(invoice))
    const filename = invoiceFileName(invoice)
    attachments.push({ filename, content: pdf.toString("base64"), contentType: "application/pdf" })
  }
  return attachments
}
