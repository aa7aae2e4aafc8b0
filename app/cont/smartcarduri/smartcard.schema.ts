import { z } from "zod"
import type { SmartcardLinkId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { longestCardName } from "@/lib/domain/packages/card-name-length"
import { characterCount } from "@/lib/domain/words/plural"

const label = z
  .string()
  .transform((typed) => typed.normalize("NFC").trim().replace(/\s+/gu, " "))
  .refine(
    (name) => [...name].length <= longestCardName,
    `Numele poate avea cel mult ${characterCount(longestCardName)}. Scurtează-l puțin.`,
  )
  .refine(
    (name) => name.isWellFormed() && !/[\p{Cc}\p{Cf}<>]/u.test(name),
    "Numele conține un semn care nu poate fi folosit.",
  )

/** How long a serial is, only the server knows: it says so there. */
export const linkSmartcardSchema = z.object({
  serial: z.string().trim().min(1, "Scrie seria de pe smartcard.").max(60, "Seria este prea lungă."),
  label: label.default(""),
  code: z.string().max(60, "Codul este prea lung.").default(""),
  month: z.string().max(20, "Luna este prea lungă.").default(""),
  package: z.string().max(60).default(""),
})

const linkId = idSchema<SmartcardLinkId>()

export const renameSmartcardSchema = z.object({ id: linkId, label })
export const unlinkSmartcardSchema = z.object({ id: linkId })
