import "server-only"
import type { EntitlementCommand } from "@/lib/domain/packages/entitlement"

/** The one door to the operator's gateway, which tells the conditional-access system what a card may decode. */
export type EntitlementGateway = {
  /** Sending a command again is harmless: the gateway knows it by its id. */
  send(command: EntitlementCommand): Promise<GatewayAnswer>
}

/** `away`: no answer, or none that settles it; worth sending again. `reason` and `detail` are for people and say no secret. */
export type GatewayAnswer =
  | { readonly kind: "acknowledged" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "away"; readonly detail: string }
