import { formatInstant } from "@/lib/domain/time/civil-date"
import { dayCount, monthCount } from "@/lib/domain/words/plural"
import { plainLei } from "./money"
import type { WithdrawalShare } from "./withdrawal"

export type WithdrawalLine = {
  readonly packageName: string
  readonly months: number
  readonly cardName: string
  readonly serial: string
}

type Declaration = {
  readonly fullName: string
  readonly email: string
  readonly orderNumber: number
  readonly orderedAt: Date
  readonly lines: readonly { readonly line: WithdrawalLine; readonly share: WithdrawalShare }[]
}

/**
 * The customer's declaration of withdrawal: the preview, the stored copy and the mail have exactly this
 * text.
 */
export function withdrawalDeclaration({
  fullName,
  email,
  orderNumber,
  orderedAt,
  lines,
}: Declaration): string {
  return [
    `Subsemnatul/subsemnata ${fullName} (${email}) vă informez că mă retrag din contractul încheiat prin comanda ${orderNumber} din ${formatInstant(orderedAt)}, pentru:`,
    ...lines.map(({ line, share }) => {
      const used = share.used ? ` (folosit ${dayCount(share.used.days)} din ${share.used.ofDays})` : ""
      return `- ${withdrawalLineText(line)}, smartcard ${line.serial}: ${plainLei(share.refundBani)}${used}`
    }),
  ].join("\n")
}

/**
 * A declaration without the name and address of the person and without their names of cards, for an account
 * that is closed: what was declared, when and for which order stays provable with the storno.
 */
export function withoutPerson(declaration: string): string {
  return declaration
    .replace(/^Subsemnatul\/subsemnata .* \([^()]*\) vă informez că mă retrag/, withdrawsUnnamed)
    .replace(/^(- .*), pe „.*”, smartcard /gm, "$1, smartcard ")
}

const withdrawsUnnamed = "Titularul comenzii vă informează că se retrage"

/** "Familia, 1 lună, pe „TV living”" */
export const withdrawalLineText = ({ packageName, months, cardName }: WithdrawalLine): string =>
  `${packageName}, ${monthCount(months)}, pe „${cardName}”`

/** "zile nefolosite, 27 din 30" for the line of a storno; empty for a full refund. */
export const unusedDaysNote = ({ used }: WithdrawalShare): string =>
  used ? `zile nefolosite, ${used.ofDays - used.days} din ${used.ofDays}` : ""
