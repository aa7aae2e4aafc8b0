import type { ServerResponse } from "node:http"
import { json } from "@/stand-ins/server"
import type { Webhooks } from "./events"
import type { Refunds } from "./refunds"
import type { SessionStore } from "./sessions"

export type Provider = {
  readonly store: SessionStore
  readonly webhooks: Webhooks
  readonly refunds: Refunds
  /** Whether sessions expire by the clock of this machine. */
  readonly isTimed: boolean
}

type Refusal = { readonly status: number; readonly type?: string; readonly message: string }

/** Answers an error in Stripe's form. */
export function refuse(
  response: ServerResponse,
  { status, type = "invalid_request_error", message }: Refusal,
) {
  json(response, { error: { type, message } }, { status })
}
