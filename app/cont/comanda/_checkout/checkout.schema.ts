import { z } from "zod"
import type { BillingProfileId, CheckoutId, SmartcardLinkId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { maxOrderLines } from "@/lib/domain/money/order-limits"
import { isCatalogueCode } from "@/lib/domain/packages/catalogue-code"
import { saleMark } from "@/lib/domain/words/terms"

const tooMany = `O comandă poate avea cel mult ${maxOrderLines} de pachete.`

export const choicesSchema = z.record(z.string(), z.string()).transform((fields, context) => {
  const items = Object.entries(fields).flatMap(([name, offerCode]) => {
    const [kind, link = ""] = name.split(":")
    const linkId = kind === "oferta" ? parseId<SmartcardLinkId>(link) : null
    return linkId && isCatalogueCode(offerCode) ? [{ linkId, offerCode }] : []
  })
  const refuse = (message: string) => context.addIssue({ code: "custom", path: [""], message })
  if (items.length === 0) refuse("Alege cel puțin un pachet.")
  if (items.length > maxOrderLines) refuse(tooMany)
  return items
})

const oldPage = "Pagina s-a schimbat de când ai deschis-o. Reîncarcă pagina și comandă din nou."

/** The lines of a confirmation page, at the prices that it showed. */
function linesOf(fields: Readonly<Record<string, string>>) {
  return Object.entries(fields).flatMap(([name, price]) => {
    const [kind, link = "", offerCode = ""] = name.split(":")
    const linkId = kind === "linie" ? parseId<SmartcardLinkId>(link) : null
    const isPrice = /^[1-9]\d{0,8}$/.test(price)
    return linkId && isCatalogueCode(offerCode) && isPrice
      ? [{ linkId, offerCode, priceBani: Number(price) }]
      : []
  })
}

export const lineSchema = z.record(z.string(), z.string()).transform((fields, context) => {
  const [line] = linesOf(fields)
  if (line) return { linkId: line.linkId, offerCode: line.offerCode }
  context.addIssue({ code: "custom", message: oldPage, path: [""] })
  return z.NEVER
})

/** A form of an earlier page has no lines, no checkout or other legal texts: nothing is ordered from it. */
export const orderSchema = z.record(z.string(), z.string()).transform((fields, context) => {
  const refuse = (message: string, field = "") => {
    context.addIssue({ code: "custom", path: [field], message })
    return z.NEVER
  }
  const profileId = parseId<BillingProfileId>(fields["profile"] ?? "")
  const checkoutId = parseId<CheckoutId>(fields["checkout"] ?? "")
  const lines = linesOf(fields)
  if (!checkoutId || lines.length === 0 || fields["termeni"] !== saleMark) return refuse(oldPage)
  if (lines.length > maxOrderLines) return refuse(tooMany)
  if (!profileId) return refuse("Alege pe ce date se emite factura.", "profile")
  return { profileId, checkoutId, lines, mayRepeat: fields["inca-o-data"] !== undefined }
})
