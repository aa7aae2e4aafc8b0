import { z } from "zod"
import type { SmartcardLinkId, SubscriptionId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { catalogueCode } from "@/lib/domain/packages/catalogue-code"

const seenStartsAt = z
  .union([z.literal(""), z.iso.datetime()])
  .transform((text) => (text === "" ? null : new Date(text)))

export const activateSchema = z.object({
  id: idSchema<SubscriptionId>(),
  seenStartsAt,
  express: z
    .string()
    .optional()
    .transform((ticked) => ticked === "on"),
})

export const moveSchema = z.object({
  id: idSchema<SubscriptionId>(),
  link: idSchema<SmartcardLinkId>("Alege un smartcard."),
})

export const refreshSchema = z.object({
  link: idSchema<SmartcardLinkId>(),
  package: z.string().regex(catalogueCode, "Valoarea nu este corectă."),
})
