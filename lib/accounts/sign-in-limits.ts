import "server-only"
import type { DbOrTx } from "@/db/client"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { forgetLimit, hitLimits, type Limit, type TooMany, takeBackLimit } from "@/lib/limits/hit-limits"
import { limitOf } from "@/lib/limits/paces"
import type { Client } from "@/lib/runtime/client"
import { limitedIp } from "@/lib/runtime/ip-address"

type Place = {
  readonly email: EmailAddress
  readonly client: Client
  /** The customer with this address has signed in from this browser before. */
  readonly isKnown: boolean
}

export const limitSignIn = (db: DbOrTx, place: Place, now: Date): Promise<TooMany | null> =>
  hitLimits(db, Object.values(limitsOf(place)), now)

/**
 * After a success: clears the account's failures. Failures of the same place at other accounts stay counted.
 */
export async function forgiveSignIn(db: DbOrTx, place: Place): Promise<void> {
  const { fromPlace, ...ofAccount } = limitsOf(place)
  for (const limit of Object.values(ofAccount)) await forgetLimit(db, limit)
  if (fromPlace) await takeBackLimit(db, fromPlace)
}

/**
 * A known device has a limit of its own, so that guesses by strangers never lock the owner out of it; a
 * password reset makes the browser a known device. For all other browsers failures count per account and
 * place, per place, and, with a much higher limit, per account. Without a trusted IP header only the account
 * can be counted: with a lower limit and shorter waits.
 */
function limitsOf({ email, client, isKnown }: Place): {
  readonly ofDevice?: Limit
  readonly ofAccountAndPlace?: Limit
  readonly fromPlace?: Limit
  readonly ofAccount?: Limit
} {
  const { ip, deviceHash } = client
  if (isKnown && deviceHash) {
    const who = `${email} ${Buffer.from(deviceHash).toString("base64url")}`
    return { ofDevice: limitOf("sign-in-device", who) }
  }
  if (!ip) return { ofAccount: { ...limitOf("sign-in-without-place", email), what: "sign-in" } }
  const place = limitedIp(ip)
  return {
    ofAccountAndPlace: limitOf("sign-in-place", `${email} ${place}`),
    fromPlace: limitOf("sign-in-from", place),
    ofAccount: limitOf("sign-in", email),
  }
}
