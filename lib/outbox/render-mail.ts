import "server-only"
import type { MailLinks } from "@/emails/definition"
import { plainText, sellerLine } from "@/emails/plain-text"
import { type MailContent, mailDefinition } from "@/emails/registry"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import type { MailContext, RenderedMail } from "@/lib/mail/transport"
import { frameHtml } from "./frame-html"
import { withoutBreaks } from "./without-breaks"

/** Links lead to APP_URL, not to the host of the request that caused the mail. */
export async function renderMail(
  { kind, props }: MailContent,
  recipient: string,
  { appUrl, from, seller }: MailContext,
): Promise<RenderedMail> {
  const links: MailLinks = { url: (path) => appUrl + path, supportPhone: seller.phone, seller }
  const definition = mailDefinition(kind)
  const mail = definition.write(props, links)
  const headers = definition.headers?.(props, links) ?? {}
  const line = sellerLine(seller)
  return {
    from,
    to: recipient,
    subject: oneLine(inPlainSigns(mail.subject)),
    html: await frameHtml(withoutBreaks(mail), line),
    text: plainText(mail, line),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
  }
}

/** A line break in a name would end the subject's header line. */
const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, " ")
