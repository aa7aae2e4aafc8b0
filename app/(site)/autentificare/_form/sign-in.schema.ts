import { z } from "zod"
import { longestPassword } from "@/lib/domain/people/password-length"

const missing = "Scrie parola."

/** The use case parses the address: an invalid address gets the same answer as a wrong password. */
export const signInSchema = z.object({
  email: z.string().trim().min(1, "Scrie adresa de e-mail.").max(1_000, "Adresa este prea lungă."),
  password: z
    .string({ error: missing })
    .min(1, missing)
    .max(4 * longestPassword, "Parola este prea lungă."),
})
