import "server-only"
import type { DbOrTx } from "@/db/client"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { forgetLimit, hitLimits, type Limit, type TooMany, takeBackLimit } from "@/lib/limits/hit-limits"
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

const minute = 60
const hour = 3_600
const day = 24 * hour

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
  const patient = { firstWaitSeconds: 30, longestWaitSeconds: 15 * minute, memorySeconds: day }
  if (isKnown && deviceHash) {
    const who = `${email} ${Buffer.from(deviceHash).toString("base64url")}`
    return { ofDevice: { what: "sign-in-device", who, free: 10, ...patient } }
  }
  const ofAccount = { what: "sign-in", who: email }
  if (!ip) {
    const brief = { firstWaitSeconds: 30, longestWaitSeconds: 5 * minute, memorySeconds: hour }
    return { ofAccount: { ...ofAccount, free: 10, ...brief } }
  }
  const place = limitedIp(ip)
  const fromPlace = { firstWaitSeconds: 10, longestWaitSeconds: 5 * minute, memorySeconds: hour }
  return {
    ofAccountAndPlace: { what: "sign-in-place", who: `${email} ${place}`, free: 5, ...patient },
    fromPlace: { what: "sign-in-from", who: place, free: 50, ...fromPlace },
    ofAccount: { ...ofAccount, free: 100, ...patient, firstWaitSeconds: minute },
  }
}
