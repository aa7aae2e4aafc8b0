import "server-only"
import type { EntitlementCommand } from "@/lib/domain/packages/entitlement"

/** The port to the operator's gateway, which controls what a card may decode. */
export type EntitlementGateway = {
  /** Repeating a command is harmless: the gateway recognises its id. */
  send(command: EntitlementCommand): Promise<GatewayAnswer>
}

/**
 * `away`: no answer that settles the command, so it is retried. `reason` and `detail` are for the operator,
 * no secrets.
 */
export type GatewayAnswer =
  | { readonly kind: "acknowledged" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "away"; readonly detail: string }
