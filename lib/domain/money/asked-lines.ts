import type { SmartcardLinkId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { maxOrderLines } from "@/lib/domain/money/order-limits"
import { isCatalogueCode } from "@/lib/domain/packages/catalogue-code"

/** A line that a link asks for: "Reînnoiește · 44,00 lei". */
export type AskedLine = {
  readonly linkId: SmartcardLinkId
  readonly offerCode: string
  /** The price that the link showed, in bani; null where it showed none. */
  readonly seenPriceBani: number | null
}

/** What cannot be read or repeats another is left out; at most the lines of one order. */
export function parseAskedLines(written: string | readonly string[] | undefined): AskedLine[] {
  const all = (typeof written === "string" ? [written] : (written ?? [])).flatMap(parseOne)
  const byGoods = new Map(all.map((line) => [`${line.linkId} ${line.offerCode}`, line]))
  return [...byGoods.values()].slice(0, maxOrderLines)
}

function parseOne(written: string): AskedLine[] {
  const [link = "", offerCode = "", price, ...rest] = written.split(":")
  const linkId = parseId<SmartcardLinkId>(link)
  if (!linkId || !isCatalogueCode(offerCode) || rest.length > 0) return []
  const isPrice = price !== undefined && /^[1-9]\d{0,8}$/.test(price)
  return [{ linkId, offerCode, seenPriceBani: isPrice ? Number(price) : null }]
}
