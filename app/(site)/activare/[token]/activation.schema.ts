import { z } from "zod"
import type { SignUpId } from "@/lib/domain/ids/brand"
import { idSchema } from "@/lib/domain/ids/id.schema"
import { newPassword } from "@/lib/domain/people/password.schema"

export const linkSchema = z.object({ token: z.string().max(200) })

export const choosePasswordSchema = linkSchema.extend({
  /** The sign-up that the page showed. Pages of earlier versions send none. */
  seen: idSchema<SignUpId>().optional(),
  password: newPassword,
  marketing: z.literal("on").optional(),
})
