import { z } from "zod"
import { longestPassword } from "@/lib/domain/people/password-length"

const missing = "Scrie parola."

/** The address is read by the use case: what is not an address is answered as a wrong password is. */
export const signInSchema = z.object({
  email: z.string().trim().min(1, "Scrie adresa de e-mail.").max(1_000, "Adresa este prea lungă."),
  password: z
    .string({ error: missing })
    .min(1, missing)
    .max(4 * longestPassword, "Parola este prea lungă."),
})
