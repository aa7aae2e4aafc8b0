import "server-only"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import {
  forgetLimit,
  hitLimits,
  type Limit,
  type LimitApp,
  type TooMany,
  takeBackLimit,
} from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import { placeLimits } from "@/lib/limits/place-limits"
import type { Client } from "@/lib/runtime/client"

type Place = {
  readonly email: EmailAddress
  readonly client: Client
  /** The key by which the customer with this address knows the browser from an earlier sign-in. */
  readonly device: Uint8Array | null
}

/** The limit that is refused most often comes first: those after it do not count the attempt. */
export function limitSignIn(app: LimitApp, attempt: Place): Promise<TooMany | null> {
  const { ofAccountAndPlace, fromPlace, ofAccount } = limitsOf(attempt)
  return hitLimits(app, [...ofAccountAndPlace, ...fromPlace, ...ofAccount])
}

/**
 * After a success: clears the account's failures. Failures of the same place at other accounts stay counted.
 */
export async function forgiveSignIn(app: LimitApp, attempt: Place): Promise<void> {
  const { ofAccountAndPlace, fromPlace, ofAccount } = limitsOf(attempt)
  for (const limit of [...ofAccountAndPlace, ...ofAccount]) await forgetLimit(app, limit)
  for (const limit of fromPlace) await takeBackLimit(app, limit)
}

type SignInLimits = {
  readonly ofAccountAndPlace: readonly Limit[]
  readonly fromPlace: readonly Limit[]
  readonly ofAccount: readonly Limit[]
}

/**
 * A known device has a limit of its own, so that guesses by strangers never lock the owner out of it; a
 * password reset makes the browser a known device. For all other browsers failures count per account and
 * place, per place, and, with a much higher limit, per account. Without a trusted IP header only the account
 * can be counted: with a lower limit and shorter waits.
 */
function limitsOf({ email, client: { ip }, device }: Place): SignInLimits {
  if (device) {
    const who = `${email} ${Buffer.from(device).toString("base64url")}`
    return { ofAccountAndPlace: [], fromPlace: [], ofAccount: [limitOf("sign-in-device", who)] }
  }
  if (!ip) {
    const ofAccount = [{ ...limitOf("sign-in-without-place", email), what: "sign-in" }]
    return { ofAccountAndPlace: [], fromPlace: [], ofAccount }
  }
  return {
    ofAccountAndPlace: placeLimits("sign-in-place", ip, email),
    fromPlace: placeLimits("sign-in-from", ip),
    ofAccount: [limitOf("sign-in", email)],
  }
}
