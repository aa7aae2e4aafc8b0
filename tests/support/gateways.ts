import type { Period } from "@/lib/domain/packages/subscription-period"
import type { EntitlementGateway } from "@/lib/entitlements/gateway"
import { sameTimes } from "./periods-model"

export const willing: EntitlementGateway = { send: async () => ({ kind: "acknowledged" }) }

/** Refuses to open one period, and takes everything else. */
export const refusing = ({ startsAt, endsAt }: Period): EntitlementGateway => ({
  async send(command) {
    const isIt = sameTimes(command.startsAt, startsAt) && sameTimes(command.endsAt, endsAt)
    return isIt && command.type === "grant"
      ? { kind: "refused", reason: "not on this card" }
      : { kind: "acknowledged" }
  },
})
