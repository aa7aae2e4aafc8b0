import { z } from "zod"

const seenStartsAt = z
  .union([z.literal(""), z.iso.datetime()])
  .transform((text) => (text === "" ? null : new Date(text)))

export const activateSchema = z.object({
  id: z.uuid(),
  seenStartsAt,
  express: z
    .string()
    .optional()
    .transform((ticked) => ticked === "on"),
})

export const moveSchema = z.object({
  id: z.uuid(),
  link: z.uuid({ error: "Alege un smartcard." }),
})

export const refreshSchema = z.object({ id: z.uuid() })
