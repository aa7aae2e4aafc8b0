import "server-only"
import { timingSafeEqual } from "node:crypto"
import type { DbOrTx } from "@/db/client"
import { listLastPeriods } from "@/db/queries/subscription-lists"
import type { Serial, SmartcardId } from "@/lib/domain/ids/brand"
import { type GivenProof, parseActivationCode } from "@/lib/domain/packages/smartcard-proof"
import { bucharestDate } from "@/lib/domain/time/civil-date"
import { hashActivationCode } from "./hash-activation-code"

type Card = {
  readonly id: SmartcardId
  readonly serial: Serial
  /** Null for a card that came without a code: only the operator can help. */
  readonly activationCodeHash: string | null
}

/** Whether what the customer typed proves that they have the card. */
export async function isProved(db: DbOrTx, card: Card, proof: GivenProof): Promise<boolean> {
  if (proof.kind === "none") return true
  if (proof.kind === "code") return isItsCode(card, proof.code)
  const last = await listLastPeriods(db, card.id)
  // A card that never ran has no receipt to show.
  if (last.length === 0) return true
  return last.some(
    ({ packageCode, startsAt }) =>
      packageCode === proof.packageCode && bucharestDate(startsAt).slice(0, 7) === proof.month,
  )
}

function isItsCode({ serial, activationCodeHash }: Card, typed: string): boolean {
  const code = parseActivationCode(typed)
  if (!code || !activationCodeHash) return false
  return timingSafeEqual(Buffer.from(hashActivationCode(serial, code)), Buffer.from(activationCodeHash))
}
