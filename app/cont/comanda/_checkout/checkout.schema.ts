import { z } from "zod"
import type { SmartcardLinkId } from "@/lib/domain/ids/brand"
import { isUuid } from "@/lib/domain/ids/uuid"

/** One field per card and package, `oferta:<card>:<package>`, holding the offer that was chosen or nothing. */
export const choiceField = (linkId: string, packageCode: string) => `oferta:${linkId}:${packageCode}`

const mostItems = 40

export const choicesSchema = z.record(z.string(), z.string()).transform((fields, context) => {
  const items = Object.entries(fields).flatMap(([name, offerCode]) => {
    const [kind, linkId = ""] = name.split(":")
    const isChoice = kind === "oferta" && isUuid(linkId) && /^[a-z0-9][a-z0-9-]{0,39}$/.test(offerCode)
    return isChoice ? [{ linkId: linkId as SmartcardLinkId, offerCode }] : []
  })
  if (items.length === 0)
    context.addIssue({ code: "custom", path: [""], message: "Alege cel puțin un pachet." })
  if (items.length > mostItems) {
    context.addIssue({ code: "custom", path: [""], message: "O comandă poate avea cel mult 40 de pachete." })
  }
  return items
})

export const orderSchema = z.object({
  profile: z.uuid({ error: "Alege pe ce date se emite factura." }),
  /** What the customer saw, in bani. */
  total: z.coerce.number().int().positive(),
})
