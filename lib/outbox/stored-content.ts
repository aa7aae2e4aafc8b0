import "server-only"
import { isMailKind, type MailContent } from "@/emails/registry"
import { saleTextsOf } from "@/lib/domain/words/legal/sale-texts"

/**
 * The content of a row of `outbox_mails`. Rows of earlier versions lack some props; they get the value that
 * renders as those versions rendered. Null for a kind, and for texts of a contract, that only a later version
 * knows.
 */
export function storedContent(row: { readonly kind: string; readonly props: unknown }): MailContent | null {
  if (!isMailKind(row.kind)) return null
  const content = { kind: row.kind, props: row.props } as MailContent
  if (content.kind === "activation") {
    return { ...content, props: { ...content.props, phone: content.props.phone ?? "" } }
  }
  if (content.kind === "password-changed") {
    return { ...content, props: { ...content.props, hasCalendar: content.props.hasCalendar ?? false } }
  }
  if (content.kind === "order-paid") {
    const { props } = content
    if (props.contract && !saleTextsOf(props.contract.versions)) return null
    const items = props.items.map((item) => ({ ...item, activatePath: item.activatePath ?? null }))
    return {
      ...content,
      props: { ...props, items, invoiceIds: props.invoiceIds ?? [], contract: props.contract ?? null },
    }
  }
  if (content.kind === "expiry-alert") {
    const { props } = content
    const packages = props.packages.map((one) => ({
      ...one,
      subscriptionId: one.subscriptionId ?? null,
      activatePath: one.activatePath ?? null,
    }))
    return { ...content, props: { ...props, packages, unsubscribeToken: props.unsubscribeToken ?? null } }
  }
  return content
}
