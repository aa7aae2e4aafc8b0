import type { EntitlementCommand } from "@/lib/domain/packages/entitlement"
import type { Period } from "@/lib/domain/packages/subscription-period"
import type { EntitlementGateway } from "@/lib/entitlements/gateway"
import { sameTimes } from "./periods-model"

export const willing: EntitlementGateway = { send: async () => ({ kind: "acknowledged" }) }

type Refused = Period & Pick<EntitlementCommand, "serial" | "packageCode">

/** Refuses to open one period of a package on a card, and takes everything else. */
export const refusing = ({ startsAt, endsAt, serial, packageCode }: Refused): EntitlementGateway => ({
  async send(command) {
    const isIts = command.serial === serial && command.packageCode === packageCode
    const isIt = isIts && sameTimes(command.startsAt, startsAt) && sameTimes(command.endsAt, endsAt)
    return isIt && command.type === "grant"
      ? { kind: "refused", reason: "not on this card" }
      : { kind: "acknowledged" }
  },
})
