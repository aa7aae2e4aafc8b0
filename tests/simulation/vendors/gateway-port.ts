import type { EntitlementGateway, GatewayAnswer } from "@/lib/entitlements/gateway"
import { countStep } from "../core/process"
import type { GatewayModel } from "./gateway-model"

/** The model of the gateway behind the product's port. */
export const gatewayPort = (gateway: GatewayModel): EntitlementGateway => ({
  async send({ id, type, serial, packageCode, startsAt, endsAt }): Promise<GatewayAnswer> {
    const span = { from: startsAt.getTime(), until: endsAt.getTime() }
    const answer = gateway.send({ id, type, serial, packageCode, ...span })
    countStep()
    if (answer.kind === "no-answer") return { kind: "away", detail: "timeout" }
    return answer.kind === "refused" ? { kind: "refused", reason: answer.reason } : { kind: "acknowledged" }
  },
})
