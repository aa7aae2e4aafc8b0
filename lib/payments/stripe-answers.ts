import "server-only"
import Stripe from "stripe"
import { log } from "@/lib/runtime/log"
import { redactAddresses } from "@/lib/runtime/redact-addresses"

const { StripeError, StripeInvalidRequestError } = Stripe.errors

/**
 * Null when the answer is missing for a reason that is not ours: Stripe cannot be reached, answers with a
 * server error, limits our rate, or refuses our key. The log says which. A request that Stripe refuses for
 * what it asks throws.
 */
export async function nullIfUnavailable<Value>(asked: Promise<Value>): Promise<Value | null> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof StripeError) || error instanceof StripeInvalidRequestError) throw error
    report(error)
    return null
  }
}

/** `said`: Stripe's sentence, for rows and the log. */
export type Refusal = { readonly error: Stripe.errors.StripeInvalidRequestError; readonly said: string }

/** A request that Stripe refuses for what it asks gives `refused` of the refusal instead. */
export async function orIfRefused<Value, Refused>(
  asked: Promise<Value>,
  refused: (refusal: Refusal) => Refused,
): Promise<Value | Refused> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof StripeInvalidRequestError) return refused({ error, said: saidBy(error) })
    throw error
  }
}

/** A refused key stops every payment and refund until the operator sets the new one. */
function report(error: Stripe.errors.StripeError): void {
  const { type, statusCode, code } = error
  const isKeyRefused = statusCode === 401 || statusCode === 403
  log.error(
    { type, statusCode, code, message: saidBy(error) },
    isKeyRefused ? "payment provider refuses our key" : "payment provider unavailable",
  )
}

const saidBy = ({ message }: Error): string => redactAddresses(message)
