import "server-only"
import type { FormState } from "@/components/forms/form-state"
import { tooMany } from "@/lib/domain/words/messages"
import type { TooMany } from "@/lib/limits/hit-limits"

/**
 * A form's answer to a refusal. `too-many` becomes a sentence with the wait; `answers` has the other reasons.
 */
export function answerRefusal<Reason extends string>(
  refusal: { readonly ok: false; readonly reason: Reason } | TooMany,
  answers: Readonly<Record<Reason, FormState>>,
): FormState {
  return isTooMany(refusal) ? tooSoon(refusal) : answers[refusal.reason]
}

const isTooMany = (refusal: { readonly reason: string }): refusal is TooMany => refusal.reason === "too-many"

/** For a use case that only a limit can refuse. */
export const tooSoon = ({ retryAfterSeconds }: TooMany): FormState => ({
  status: "refused",
  message: tooMany(retryAfterSeconds),
  retryAfterSeconds,
})
