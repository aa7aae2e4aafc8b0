import "server-only"
import {
  accountClosedMail,
  accountExistsMail,
  activationMail,
  emailChangedMail,
  emailChangeMail,
  emailChangeRequestedMail,
  newSignInMail,
  passwordChangedMail,
  passwordResetMail,
} from "@/emails/account-mails"
import type { MailText } from "@/emails/content"
import { expiryAlertMail } from "@/emails/expiry-alert-mail"
import { plainText, sellerLine } from "@/emails/frame"
import {
  invoiceMail,
  orderPaidMail,
  orderRefundedMail,
  paymentRefundedMail,
  withdrawalMail,
} from "@/emails/order-mails"
import {
  activationRefusedMail,
  smartcardReleasedMail,
  smartcardReplacedMail,
} from "@/emails/subscription-mails"
import type { MailContent } from "@/lib/domain/mail"
import { unreachable } from "@/lib/domain/result"
import { instantInWords } from "@/lib/domain/time/civil-date"
import type { MailContext, RenderedMail } from "@/lib/mail/transport"
import { mailPaths, orderPaths, paths } from "@/lib/paths"
import { frameHtml } from "./frame-html"

/** The mail as it is sent. Its links lead to APP_URL, whatever host the request that caused it named. */
export async function renderMail(
  content: MailContent,
  recipient: string,
  context: MailContext,
): Promise<RenderedMail> {
  const mail = write(content, context)
  const line = sellerLine(context.seller)
  return {
    from: context.from,
    to: recipient,
    subject: oneLine(mail.subject),
    html: await frameHtml(mail, line),
    text: plainText(mail, line),
    ...headersOf(content, context),
  }
}

/** A reminder can be turned off from the mail program itself, with one click (RFC 8058). */
function headersOf(content: MailContent, { appUrl }: MailContext): Pick<RenderedMail, "headers"> {
  if (content.kind !== "expiry-alert" || !content.props.unsubscribeToken) return {}
  const url = appUrl + mailPaths.remindersOff(content.props.unsubscribeToken)
  return {
    headers: { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  }
}

function write(content: MailContent, { appUrl, seller }: MailContext): MailText {
  const url = (path: string) => appUrl + path
  const forgotPasswordUrl = url(paths.forgotPassword)
  switch (content.kind) {
    case "activation":
      return activationMail({ ...content.props, url: url(paths.activation(content.props.token)) })
    case "account-exists":
      return accountExistsMail({ ...content.props, signInUrl: url(paths.signIn), forgotPasswordUrl })
    case "password-reset":
      return passwordResetMail({ ...content.props, url: url(paths.newPassword(content.props.token)) })
    case "password-changed":
      return passwordChangedMail({
        ...content.props,
        changedAt: instantInWords(new Date(content.props.changedAt)),
        forgotPasswordUrl,
      })
    case "new-sign-in":
      return newSignInMail({
        ...content.props,
        signedInAt: instantInWords(new Date(content.props.signedInAt)),
        forgotPasswordUrl,
      })
    case "email-change":
      return emailChangeMail({ ...content.props, url: url(paths.emailChange(content.props.token)) })
    case "email-change-requested":
    case "email-changed": {
      const props = { ...content.props, at: instantInWords(new Date(content.props.at)), forgotPasswordUrl }
      return content.kind === "email-changed"
        ? emailChangedMail({ ...props, supportPhone: seller.phone })
        : emailChangeRequestedMail(props)
    }
    case "account-closed":
      return accountClosedMail({
        ...content.props,
        closedAt: instantInWords(new Date(content.props.closedAt)),
      })
    case "order-paid":
      return orderPaidMail({
        ...content.props,
        items: content.props.items.map((item) => ({
          ...item,
          activateUrl: item.activatePath ? url(item.activatePath) : null,
        })),
        orderUrl: url(orderPaths.one(content.props.orderId)),
      })
    case "activation-refused":
      return activationRefusedMail({
        ...content.props,
        activationUrl: url(orderPaths.activation(content.props.subscriptionId)),
        supportPhone: seller.phone,
      })
    case "smartcard-replaced":
      return smartcardReplacedMail({ ...content.props, accountUrl: url(paths.account) })
    case "smartcard-released":
      return smartcardReleasedMail({
        ...content.props,
        accountUrl: url(paths.account),
        supportPhone: seller.phone,
      })
    case "withdrawal":
      return withdrawalMail({
        ...content.props,
        at: instantInWords(new Date(content.props.at)),
        orderUrl: url(orderPaths.one(content.props.orderId)),
      })
    case "order-refunded":
      return orderRefundedMail({ ...content.props, orderUrl: url(orderPaths.one(content.props.orderId)) })
    case "invoice":
      return invoiceMail({ ...content.props, ordersUrl: url(paths.orders) })
    case "payment-refunded":
      return paymentRefundedMail({ ...content.props, orderUrl: url(orderPaths.one(content.props.orderId)) })
    case "expiry-alert":
      return expiryAlertMail({
        ...content.props,
        packages: content.props.packages.map((one) => ({
          ...one,
          renewUrl: one.renewPath && url(one.renewPath),
          activateUrl: one.activatePath ? url(one.activatePath) : null,
        })),
        accountUrl: url(paths.account),
        remindersOffUrl: content.props.unsubscribeToken
          ? url(mailPaths.remindersOff(content.props.unsubscribeToken))
          : null,
      })
    default:
      return unreachable(content)
  }
}

/** A subject is one header line, whatever a name held. */
const oneLine = (text: string) => text.replace(/\p{Cc}+/gu, " ")
