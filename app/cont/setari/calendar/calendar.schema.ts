import { z } from "zod"

/** Buttons without fields. */
export const calendarSchema = z.object({})
