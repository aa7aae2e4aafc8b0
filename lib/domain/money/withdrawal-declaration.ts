import { type CivilDate, formatDate, formatInstant } from "@/lib/domain/time/civil-date"
import { dayCount, monthCount } from "@/lib/domain/words/plural"
import { plainLei } from "./money"
import type { WithdrawalShare } from "./withdrawal"

export type WithdrawalLine = {
  readonly packageName: string
  readonly months: number
  readonly cardName: string
  readonly serial: string
}

type Person = { readonly fullName: string; readonly email: string }

type Contract = {
  readonly orderNumber: number
  readonly orderedAt: Date
  readonly lines: readonly { readonly line: WithdrawalLine; readonly share: WithdrawalShare }[]
}

/**
 * The customer's declaration of withdrawal: the preview, the stored copy and the mail have exactly this
 * text.
 */
export function withdrawalDeclaration({ fullName, email, ...contract }: Person & Contract): string {
  return `Subsemnatul/subsemnata ${fullName} (${email}) vă informez că mă retrag ${fromContract(contract)}`
}

type Notice = Contract & {
  /** Null: the account is closed. */
  readonly person: Person | null
  /** The day on which the customer sent or said it. */
  readonly notifiedOn: CivilDate
}

/** What the operator's record of a withdrawal by letter or telephone says, stored and mailed as it is. */
export function noticeOfWithdrawal({ person, notifiedOn, ...contract }: Notice): string {
  const who = person ? `${person.fullName} (${person.email})` : unnamed
  return `${who}${notified(formatDate(notifiedOn))} ${fromContract(contract)}`
}

const notified = (day: string) => ` ne-a anunțat pe ${day}, altfel decât prin cont, că se retrage`

function fromContract({ orderNumber, orderedAt, lines }: Contract): string {
  const items = lines.map(({ line, share }) => {
    const used = share.used ? ` (folosit ${dayCount(share.used.days)} din ${share.used.ofDays})` : ""
    return `- ${withdrawalLineText(line)}, smartcard ${line.serial}: ${plainLei(share.refundBani)}${used}`
  })
  const head = `din contractul încheiat prin comanda ${orderNumber} din ${formatInstant(orderedAt)}, pentru:`
  return [head, ...items].join("\n")
}

/**
 * A declaration without the name and address of the person and without their names of cards, for an account
 * that is closed: what was declared, when and for which order stays provable with the storno.
 */
export function withoutPerson(declaration: string): string {
  return declaration
    .replace(/^Subsemnatul\/subsemnata .* \([^()]*\) vă informez că mă retrag/, withdrawsUnnamed)
    .replace(noticeOfPerson, (_, day: string) => `${unnamed}${notified(day)}`)
    .replace(/^(- .*), pe „.*”, smartcard /gm, "$1, smartcard ")
}

const unnamed = "Titularul comenzii"
const withdrawsUnnamed = `${unnamed} vă informează că se retrage`
const noticeOfPerson = new RegExp(`^.* \\([^()]*\\)${notified(String.raw`(\d\d\.\d\d\.\d{4})`)}`)

/** "Familia, 1 lună, pe „TV living”" */
export const withdrawalLineText = ({ packageName, months, cardName }: WithdrawalLine): string =>
  `${packageName}, ${monthCount(months)}, pe „${cardName}”`

/** "zile nefolosite, 27 din 30" for the line of a storno; empty for a full refund. */
export const unusedDaysNote = ({ used }: WithdrawalShare): string =>
  used ? `zile nefolosite, ${used.ofDays - used.days} din ${used.ofDays}` : ""
