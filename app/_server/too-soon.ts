import "server-only"
import type { FormState } from "@/components/forms/form-state"
import { tooMany } from "@/lib/domain/words/messages"

/** A limit was reached: the message says how long to wait. */
export const tooSoon = ({ retryAfterSeconds }: { readonly retryAfterSeconds: number }): FormState => ({
  status: "refused",
  message: tooMany(retryAfterSeconds),
  retryAfterSeconds,
})
