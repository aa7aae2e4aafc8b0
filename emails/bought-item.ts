import { formatLei } from "@/lib/domain/money/money"
import { monthCount } from "@/lib/domain/words/plural"
import type { MailBlock, MailTone } from "./content"

/** One line of an order, as its mails show it. */
export type BoughtItem = {
  readonly packageName: string
  readonly months: number
  readonly cardName: string
  readonly priceBani: number
}

export const itemBlock = (item: BoughtItem, state: string, tone: MailTone): MailBlock => ({
  kind: "item",
  title: `${item.packageName}, ${monthCount(item.months)}`,
  ...{ state, tone },
  lines: [`Pe „${item.cardName}”`, formatLei(item.priceBani)],
})
