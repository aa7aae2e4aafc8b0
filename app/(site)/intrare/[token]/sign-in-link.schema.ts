import { z } from "zod"

export const signInLinkSchema = z.object({ token: z.string().max(200) })
